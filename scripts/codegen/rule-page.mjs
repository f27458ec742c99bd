/** The generated parts of a rule's page: its header and the table of its options. */
import { replaceMarked } from "./marked-region.mjs";
import { fixWords, table, unitWords } from "./words.mjs";

export function rulePage(rule, text) {
	const file = `server/src/rules/${rule.id}.md`;
	if (text === "") throw new Error(`${file} is missing: npm run new-rule writes one`);
	const withHeader = replaceMarked(text, { name: "header", file, content: header(rule) });
	return replaceMarked(withHeader, { name: "options", file, content: options(rule) });
}

function header(rule) {
	const facts = table(
		["Group", "Severity", "Preset", "Fix", "Since"],
		[[rule.group, rule.defaultSeverity, rule.preset, fixWords[rule.fix], rule.since]],
	);
	return `# ${rule.id}\n\n${rule.summary}\n\n${facts}`;
}

function options(rule) {
	const names = Object.keys(rule.options);
	if (names.length === 0) return "This rule has no options.";
	const rows = names.map((name) => {
		const option = rule.options[name];
		return [`\`${name}\``, unitWords[option.unit], `\`${option.default}\``, option.description];
	});
	return table(["Option", "Unit", "Default", "Meaning"], rows);
}
