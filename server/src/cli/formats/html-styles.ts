/** The report's own styles. In VS Code they take the editor's colours, elsewhere the reader's light or dark scheme. */
export const reportStyles = `
:root {
	color-scheme: light dark;
	--text: var(--vscode-editor-foreground, #1f2328);
	--faint: var(--vscode-descriptionForeground, #59636e);
	--page: var(--vscode-editor-background, #ffffff);
	--panel: var(--vscode-editorWidget-background, #f6f8fa);
	--line: var(--vscode-panel-border, #d1d9e0);
	--link: var(--vscode-textLink-foreground, #0757ba);
	--bar: #8ba0b7;
	--saving: #2f7d4f;
}
@media (prefers-color-scheme: dark) {
	:root {
		--text: var(--vscode-editor-foreground, #e6edf3);
		--faint: var(--vscode-descriptionForeground, #9198a1);
		--page: var(--vscode-editor-background, #0d1117);
		--panel: var(--vscode-editorWidget-background, #151b23);
		--line: var(--vscode-panel-border, #3d444d);
		--link: var(--vscode-textLink-foreground, #6cb0ff);
		--bar: #465d76;
		--saving: #4fae78;
	}
}
/* An editor's theme need not be the system's. */
body.vscode-light, body.vscode-high-contrast-light { --bar: #8ba0b7; --saving: #2f7d4f; color-scheme: light; }
body.vscode-dark, body.vscode-high-contrast { --bar: #465d76; --saving: #4fae78; color-scheme: dark; }
* { box-sizing: border-box; }
body {
	margin: 0 auto; padding: 1.25rem; max-width: 1280px; color: var(--text); background: var(--page);
	font: 14px/1.5 var(--vscode-font-family, system-ui, sans-serif);
}
h1 { font-size: 1.4rem; margin: 0 0 .25rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p { margin: .25rem 0 .75rem; }
a { color: var(--link); text-underline-offset: 2px; }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.faint, caption { color: var(--faint); }
.first { display: grid; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); gap: 1rem; margin-top: 1rem; }
.first > section { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: .75rem 1rem 1rem; min-width: 0; }
.first h2 { margin: 0; font-size: 1rem; }
.figure { font-size: 1.6rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
.data-table { border-collapse: collapse; width: 100%; }
.data-table caption { text-align: left; padding: 0 0 .35rem; }
.data-table th, .data-table td { text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; font-weight: 400; }
.data-table thead th { color: var(--faint); white-space: nowrap; }
.data-table .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.data-table tbody th { overflow-wrap: anywhere; min-width: 14rem; }
code { font-family: var(--vscode-editor-font-family, ui-monospace, monospace); font-size: .92em; overflow-wrap: anywhere; }
.findings { list-style: none; padding: 0; margin: 0; }
.findings li { border-left: 3px solid var(--line); padding: .1rem 0 .1rem .75rem; margin: 0 0 .9rem; }
.findings .warning, .findings .error { border-left-color: #b8860b; }
.saves { color: var(--saving); font-weight: 600; }
details { margin: .5rem 0; }
summary { cursor: pointer; }
.charts-css.bar { --color: var(--bar); --labels-size: 12rem; --labels-align-inline: start; max-width: 720px; margin: .5rem 0 1rem; height: auto; }
.charts-css.bar caption { text-align: left; }
.charts-css.bar tbody { aspect-ratio: auto; }
.charts-css.bar tbody tr { height: 1.75rem; min-height: 1.75rem; overflow: visible; }
.charts-css.bar tbody tr th { font-weight: 400; padding-inline-end: .75rem; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; display: block; line-height: 1.75rem; }
.charts-css.bar tbody tr td { overflow: visible; color: var(--text); }
.charts-css.bar tbody tr td .data { padding: 0 .35rem; white-space: nowrap; font-variant-numeric: tabular-nums; }
@media print { .first > section { break-inside: avoid; } }
`;
