/**
 * Turns a rule's intention into edits, or says why it cannot be trusted. The front end knows quotes and brackets,
 * static-first-order.ts knows what may move; this file joins the two and checks that the result still parses.
 */
import { isNotEditable, type LanguageFrontEnd, type NotEditable, type TextPieces } from "../languages/front-end.ts";
import type { FixIntention, FixResult, MoveStaticTextFirst, TextEdit } from "../model/finding.ts";
import type { SourceFile, Span } from "../model/source-file.ts";
import { staticFirstOrder } from "../prompts/static-first-order.ts";
import { handOnTrailingBreak } from "./trailing-break.ts";

export function applyFix(intention: FixIntention, source: SourceFile, frontEnd: LanguageFrontEnd): FixResult {
	const { title } = intention;
	const edits = editsFor(intention, source, frontEnd);
	if (isNotEditable(edits)) return { kind: "not-offered", title, because: edits.notEditable };
	if (edits.length === 0) return { kind: "not-offered", title, because: "there is nothing left to change here" };
	const edited = { ...source, text: withEdits(source.text, edits) };
	if (frontEnd.parses(source) && !frontEnd.parses(edited)) {
		return { kind: "not-offered", title, because: "the edited file would not parse" };
	}
	return { kind: "edits", title, edits };
}

/** The text after the edits, which must not overlap. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
	let result = text;
	for (const edit of [...edits].sort((a, b) => b.start - a.start || b.end - a.end)) {
		result = result.slice(0, edit.start) + edit.newText + result.slice(edit.end);
	}
	return result;
}

function editsFor(
	intention: FixIntention,
	source: SourceFile,
	frontEnd: LanguageFrontEnd,
): readonly TextEdit[] | NotEditable {
	switch (intention.kind) {
		case "move-static-text-first":
			return moveStaticTextFirst(intention, source, frontEnd);
		case "move-items":
			return frontEnd.moveItems(source, intention.list, intention.order);
		case "insert-argument":
			return frontEnd.insertArgument(source, intention.call, intention.name, intention.value);
		case "replace-source":
			return [{ ...intention.place, newText: intention.newText }];
	}
}

function moveStaticTextFirst(
	intention: MoveStaticTextFirst,
	source: SourceFile,
	frontEnd: LanguageFrontEnd,
): readonly TextEdit[] | NotEditable {
	const found = readOrder(intention, source, frontEnd);
	if (isNotEditable(found)) return found;
	const preparing = handOnTrailingBreak(source, found.text.pieces, found.order);
	if (preparing.length === 0) return frontEnd.writeText(source, found.text, found.order);

	const prepared = { ...source, text: withEdits(source.text, preparing) };
	const moved = readOrder(shifted(intention, preparing), prepared, frontEnd);
	if (isNotEditable(moved)) return moved;
	const edits = frontEnd.writeText(prepared, moved.text, moved.order);
	if (isNotEditable(edits)) return edits;
	return [difference(source, withEdits(prepared.text, edits))];
}

interface FoundOrder {
	readonly text: TextPieces;
	readonly order: readonly number[];
}

function readOrder(
	{ expression, changing }: MoveStaticTextFirst,
	source: SourceFile,
	frontEnd: LanguageFrontEnd,
): FoundOrder | NotEditable {
	const text = frontEnd.readText(source, expression);
	if (isNotEditable(text)) return text;
	const pieces = text.pieces.map((piece) => ({
		...piece,
		isChanging: piece.kind === "hole" && changing.some((hole) => overlaps(hole, piece)),
	}));
	const found = staticFirstOrder(pieces);
	if (found.kind === "not-safe") return { notEditable: found.because };
	if (found.kind === "already-first") return { notEditable: "the static text that can be moved already stands first" };
	return { text, order: found.order };
}

/** The intention in a text to which `edits` were applied. */
function shifted(intention: MoveStaticTextFirst, edits: readonly TextEdit[]): MoveStaticTextFirst {
	const move = <S extends Span>(span: S): S => ({
		...span,
		start: shiftedOffset(span.start, edits, "start"),
		end: shiftedOffset(span.end, edits, "end"),
	});
	return { ...intention, expression: move(intention.expression), changing: intention.changing.map(move) };
}

/** A start does not move for an insertion at its own place; neither does an end, so that a span never takes in new text. */
function shiftedOffset(offset: number, edits: readonly TextEdit[], side: "start" | "end"): number {
	return edits.reduce((moved, edit) => {
		const isBefore = edit.end < offset || (edit.end === offset && (side === "start" || edit.start < edit.end));
		return isBefore ? moved + edit.newText.length - (edit.end - edit.start) : moved;
	}, offset);
}

/** One edit from the source's text to `after`, without what both begin and end with. */
function difference(source: SourceFile, after: string): TextEdit {
	const before = source.text;
	let start = 0;
	while (start < before.length && before[start] === after[start]) start++;
	let end = 0;
	const shorter = Math.min(before.length, after.length) - start;
	while (end < shorter && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
	return {
		file: source.file,
		start,
		end: before.length - end,
		newText: after.slice(start, after.length - end),
	};
}

function overlaps(a: Span, b: Span): boolean {
	return a.start < b.end && b.start < a.end;
}
