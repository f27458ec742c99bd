/** Columns of text for a terminal, aligned by how many cells their characters take. */

export interface Column {
	readonly align: "left" | "right";
	/** Longer texts are cut, with an ellipsis. */
	readonly most?: number;
	/** Applied to the padded text, so that colours don't count as width. */
	readonly style?: (text: string) => string;
}

/**
 * One line for each row; columns that are empty in every row take no room. `keep-width` leaves the spaces at the end of a
 * line, for something that is to stand behind it.
 */
export function alignRows(
	rows: readonly (readonly string[])[],
	columns: readonly Column[],
	end: "trim" | "keep-width" = "trim",
): string[] {
	const cut = rows.map((row) =>
		columns.map(({ most }, index) => cutText(row[index] ?? "", most ?? Number.POSITIVE_INFINITY)),
	);
	const widths = columns.map((_, index) => Math.max(0, ...cut.map((row) => textWidth(row[index] ?? ""))));
	return cut.map((row) => {
		const line = columns
			.map(({ align, style }, index) => ({ align, style, text: row[index] ?? "", width: widths[index] ?? 0 }))
			.filter(({ width }) => width > 0)
			.map(({ align, style, text, width }) => paint(pad(text, width, align), style))
			.join("  ");
		return end === "trim" ? line.trimEnd() : line;
	});
}

function paint(text: string, style: Column["style"]): string {
	return style && text.trim() !== "" ? style(text) : text;
}

export function cutText(text: string, most: number): string {
	if (textWidth(text) <= most) return text;
	let kept = "";
	for (const character of text) {
		if (textWidth(kept) + textWidth(character) > most - 1) break;
		kept += character;
	}
	return `${kept.trimEnd()}…`;
}

/** Cells a text takes: two for the characters of East Asian scripts and most emoji, none for joining marks. */
export function textWidth(text: string): number {
	let width = 0;
	for (const character of text) {
		const code = character.codePointAt(0) ?? 0;
		if (/\p{Mark}/u.test(character) || code === 0x200d) continue;
		width += isWide(code) ? 2 : 1;
	}
	return width;
}

/** Breaks a text into lines of at most `width` cells, at spaces. */
export function wrapText(text: string, width: number): string[] {
	const lines: string[] = [];
	let line = "";
	for (const word of text.split(/\s+/).filter(Boolean)) {
		if (line !== "" && textWidth(line) + 1 + textWidth(word) > width) {
			lines.push(line);
			line = word;
		} else line = line === "" ? word : `${line} ${word}`;
	}
	return line === "" ? lines : [...lines, line];
}

function pad(text: string, width: number, align: "left" | "right"): string {
	const room = " ".repeat(Math.max(0, width - textWidth(text)));
	return align === "left" ? text + room : room + text;
}

function isWide(code: number): boolean {
	return (
		(code >= 0x1100 && code <= 0x115f) ||
		(code >= 0x2e80 && code <= 0xa4cf) ||
		(code >= 0xac00 && code <= 0xd7a3) ||
		(code >= 0xf900 && code <= 0xfaff) ||
		(code >= 0xfe30 && code <= 0xfe6f) ||
		(code >= 0xff00 && code <= 0xff60) ||
		(code >= 0x1f300 && code <= 0x1faff) ||
		(code >= 0x20000 && code <= 0x3fffd)
	);
}
