/**
 * A light scan of Python's tokens for the questions that come before parsing: is this line inside a string or a
 * bracket, and where was a string left open? It never fails, whatever the text.
 */

export interface LexicalScan {
	/** For every line: what its first character stands in. */
	readonly lines: readonly LineState[];
	/** String literals that were never closed, in source order. A one-line literal ends at its line's end. */
	readonly openStrings: readonly OpenString[];
	readonly strings: readonly ScannedString[];
}

export interface LineState {
	readonly start: number;
	readonly end: number;
	readonly inString: boolean;
	readonly inBrackets: boolean;
	/** The line before ends in a backslash outside a string. */
	readonly isContinuation: boolean;
}

export interface ScannedString {
	/** Offset of the prefix or quote. */
	readonly start: number;
	/** After the closing quote. */
	readonly end: number;
	readonly quote: string;
	readonly isFormatted: boolean;
}

export interface OpenString extends ScannedString {
	/** A hole of an f-string was still open. */
	readonly isInHole: boolean;
}

export function scanPython(text: string): LexicalScan {
	const lines: LineState[] = [];
	const openStrings: OpenString[] = [];
	const strings: ScannedString[] = [];
	let brackets = 0;
	let lineStart = 0;
	let state = { inString: false, inBrackets: false, isContinuation: false };

	const endLine = (at: number, inString: boolean, isContinuation: boolean): void => {
		lines.push({ start: lineStart, end: at, ...state });
		lineStart = at + 1;
		state = { inString, inBrackets: brackets > 0, isContinuation };
	};

	let at = 0;
	while (at < text.length) {
		const unit = text.charAt(at);
		if (unit === "#") {
			at = lineEnd(text, at);
		} else if (unit === "'" || unit === '"') {
			const found = scanString(text, at);
			const scanned = { ...found, start: at - prefixLength(text, at) };
			for (let i = at; i < found.end; i++) if (text.charAt(i) === "\n") endLine(i, true, false);
			if (found.isClosed) strings.push(scanned);
			else openStrings.push(scanned);
			at = found.end;
		} else {
			if (unit === "\n") {
				endLine(at, false, text.charAt(at - 1) === "\\" || text.slice(at - 2, at) === "\\\r");
			} else if ("([{".includes(unit)) brackets++;
			else if (")]}".includes(unit)) brackets = Math.max(0, brackets - 1);
			at++;
		}
	}
	endLine(text.length, false, false);
	return { lines, openStrings, strings };
}

interface FoundString {
	readonly end: number;
	readonly quote: string;
	readonly isFormatted: boolean;
	readonly isClosed: boolean;
	readonly isInHole: boolean;
}

function scanString(text: string, at: number): FoundString {
	const prefix = text.slice(at - prefixLength(text, at), at).toLowerCase();
	const isFormatted = prefix.includes("f") || prefix.includes("t");
	const single = text.charAt(at);
	const quote = text.startsWith(single.repeat(3), at) ? single.repeat(3) : single;
	let i = at + quote.length;
	let holes = 0;
	while (i < text.length) {
		const unit = text.charAt(i);
		if (unit === "\\") i += text.startsWith("\\\r\n", i) ? 3 : 2;
		else if (unit === "\n" && quote.length === 1) break;
		else if (text.startsWith(quote, i)) {
			return { end: i + quote.length, quote, isFormatted, isClosed: true, isInHole: false };
		} else if (isFormatted && unit === "{" && text.charAt(i + 1) === "{" && holes === 0) i += 2;
		else {
			if (isFormatted && unit === "{") holes++;
			else if (isFormatted && unit === "}") holes = Math.max(0, holes - 1);
			i++;
		}
	}
	return { end: Math.min(i, text.length), quote, isFormatted, isClosed: false, isInHole: holes > 0 };
}

function prefixLength(text: string, quoteAt: number): number {
	let length = 0;
	while (length < 3 && /[a-zA-Z]/.test(text.charAt(quoteAt - length - 1))) length++;
	const isPrefix = /^(?:[rbfut]|rb|br|rf|fr|rt|tr)$/i.test(text.slice(quoteAt - length, quoteAt));
	return isPrefix && !/[\w.]/.test(text.charAt(quoteAt - length - 1)) ? length : 0;
}

function lineEnd(text: string, from: number): number {
	const end = text.indexOf("\n", from);
	return end < 0 ? text.length : end;
}
