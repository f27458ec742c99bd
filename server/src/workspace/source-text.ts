/** Turns a file's bytes into text to analyse, or says why it is not code a person wrote. */

export type DecodedText = { readonly text: string } | { readonly because: string };

export function decodeText(bytes: Uint8Array, length: number): DecodedText {
	const content = bytes.subarray(0, length);
	const encoding = byteOrderMark(content);
	if (encoding === null && content.includes(0)) return { because: "binary: contains zero bytes" };
	try {
		return { text: new TextDecoder(encoding ?? "utf-8", { fatal: true }).decode(content) };
	} catch {
		return { because: "not UTF-8 text; save it as UTF-8 to have it analysed" };
	}
}

/**
 * True for code squeezed by a program: its lines are too long to have been typed, and they are full of punctuation.
 * A file of long prompts, each on one line, has such lines too, but they are prose. Python is never squeezed.
 */
export function isMinified(text: string, file: string): boolean {
	if (/\.min\.[cm]?js$/.test(file)) return true;
	if (text.length < 20_000 || !/\.[cm]?[jt]sx?$/.test(file)) return false;
	let lines = 1;
	let punctuation = 0;
	for (let at = 0; at < text.length; at++) {
		const unit = text.charCodeAt(at);
		if (unit === 10) lines++;
		else if (codePunctuation.has(unit)) punctuation++;
	}
	return text.length / lines > 400 && punctuation / text.length > 0.1;
}

const codePunctuation = new Set(Array.from(";,:=(){}[]!&|?<>+*", (sign) => sign.charCodeAt(0)));

function byteOrderMark(content: Uint8Array): string | null {
	if (content[0] === 0xff && content[1] === 0xfe) return "utf-16le";
	if (content[0] === 0xfe && content[1] === 0xff) return "utf-16be";
	return null;
}
