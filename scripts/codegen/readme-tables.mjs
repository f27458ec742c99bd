/** The README's table of rules and table of settings. */
import { replaceMarked } from "./marked-region.mjs";
import { fixWords, shown, table } from "./words.mjs";

export function readmeWithTables(text, { rules, settings }) {
	const withRules = replaceMarked(text, { name: "rules", file: "README.md", content: ruleTable(rules) });
	return replaceMarked(withRules, { name: "settings", file: "README.md", content: settingTable(settings) });
}

function ruleTable(rules) {
	return table(
		["Rule", "What it finds", "Severity", "Fix"],
		rules.map((rule) => [
			`[${rule.id}](server/src/rules/${rule.id}.md)`,
			rule.summary,
			rule.defaultSeverity + (rule.preset === "quiet" ? "" : ` (${rule.preset})`),
			fixWords[rule.fix],
		]),
	);
}

function settingTable(settings) {
	return table(
		["Setting", "Default", "Meaning"],
		settings.map((setting) => [`\`lcpr.${setting.key}\``, defaultInTable(setting), setting.description]),
	);
}

/** A long list would make the table unreadable; the editor's settings page shows it whole. */
function defaultInTable(setting) {
	const isLongList = Array.isArray(setting.default) && setting.default.length > 3;
	return isLongList ? `${setting.default.length} entries` : shown(setting.default);
}
