/** Words for the values of declarations, the same on every generated page. */
export const fixWords = {
	none: "none",
	"changes-prompt": "offered, changes the prompt",
	"keeps-request": "offered, keeps the request",
};

export const unitWords = { tokens: "tokens", usd: "US dollars", share: "share", count: "number" };

export function table(header, rows) {
	const line = (cells) => `| ${cells.join(" | ")} |`;
	return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}

export function shown(value) {
	if (value === null) return "not set";
	if (Array.isArray(value)) return value.length === 0 ? "none" : value.map((item) => `\`${item}\``).join(", ");
	if (typeof value === "object") return Object.keys(value).length === 0 ? "none" : `\`${JSON.stringify(value)}\``;
	return `\`${value}\``;
}
