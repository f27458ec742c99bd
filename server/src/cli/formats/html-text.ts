/** Small pieces of HTML. Everything that comes from code or data passes through `escapeHtml`. */
import { placeText } from "./place-text.ts";

/** HTML that is safe to put into a page. */
export type Html = string;

export function escapeHtml(text: string): Html {
	return text
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;")
		.replaceAll('"', "&quot;")
		.replaceAll("'", "&#39;");
}

export interface LinkedPlace {
	readonly file: string;
	readonly line: number;
	readonly column?: number;
	readonly cell?: number | null;
}

/**
 * A link to a line of code: relative, so that it works beside the code, with the place as data for an editor that opens
 * it itself.
 */
export function placeLink(place: LinkedPlace, text: Html = escapeHtml(placeText(place))): Html {
	const path = place.file.split("/").map(encodeURIComponent).join("/");
	const cell = place.cell === null || place.cell === undefined ? "" : ` data-cell="${place.cell}"`;
	const column = place.column === undefined ? "" : ` data-column="${place.column}"`;
	return (
		`<a href="./${path}#L${place.line}" data-file="${escapeHtml(place.file)}" data-line="${place.line}"${column}${cell}` +
		` title="${escapeHtml(placeText(place))}">${text}</a>`
	);
}

export interface HtmlColumn {
	readonly heading: string;
	readonly isNumber?: boolean;
}

/** A table whose cells are HTML already. The first cell of each row names the row. */
export function htmlTable(caption: string, columns: readonly HtmlColumn[], rows: readonly (readonly Html[])[]): Html {
	const cellClass = (index: number) => (columns[index]?.isNumber ? ' class="number"' : "");
	const head = columns.map(({ heading }, index) => `<th scope="col"${cellClass(index)}>${escapeHtml(heading)}</th>`);
	const body = rows.map((cells) => {
		const [first, ...rest] = cells;
		const tail = rest.map((cell, index) => `<td${cellClass(index + 1)}>${cell}</td>`).join("");
		return `<tr><th scope="row">${first ?? ""}</th>${tail}</tr>`;
	});
	return (
		`<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(caption)}"><table class="data-table">` +
		`<caption>${escapeHtml(caption)}</caption><thead><tr>${head.join("")}</tr></thead>` +
		`<tbody>\n${body.join("\n")}\n</tbody></table></div>`
	);
}

export interface Bar {
	readonly label: Html;
	/** Its size; the longest bar fills the width. */
	readonly value: number;
	/** The number, written. */
	readonly text: string;
}

/** A bar chart that is a table: the figures stand beside the bars and a screen reader reads rows. */
export function barChart(caption: string, bars: readonly Bar[]): Html {
	const most = Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE);
	const rows = bars.map(({ label, value, text }) => {
		const size = Math.max(0, Math.min(1, value / most));
		return (
			`<tr><th scope="row">${label}</th>` +
			`<td style="--size: ${size.toFixed(4)}"><span class="data">${escapeHtml(text)}</span></td></tr>`
		);
	});
	return (
		`<table class="charts-css bar show-labels show-data data-start data-spacing-5">` +
		`<caption>${escapeHtml(caption)}</caption><tbody>${rows.join("")}</tbody></table>`
	);
}
