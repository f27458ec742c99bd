/**
 * Turns a rule's intention into edits, or says why it cannot be trusted. The front end knows quotes and brackets,
 * static-first-order.ts knows what may move; this file joins the two and checks that the result still parses.
 */
import { isNotEditable, type LanguageFrontEnd, type NotEditable } from "../languages/front-end.ts";
import type { FixIntention, FixResult, MoveStaticTextFirst, TextEdit } from "../model/finding.ts";
import type { SourceFile } from "../model/source-file.ts";
import { staticFirstOrder } from "../prompts/static-first-order.ts";

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
	const text = frontEnd.readText(source, intention.expression);
	if (isNotEditable(text)) return text;
	const found = staticFirstOrder(
		text.pieces.map((piece) => ({
			...piece,
			isChanging: piece.kind === "hole" && intention.changing.some((hole) => overlaps(hole, piece)),
		})),
	);
	if (found.kind === "not-safe") return { notEditable: found.because };
	if (found.kind === "already-first") return { notEditable: "the static text that can be moved already stands first" };
	return frontEnd.writeText(source, text, found.order);
}

function overlaps(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
	return a.start < b.end && b.start < a.end;
}
