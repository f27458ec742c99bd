/**
 * Comments that silence findings: `# lcpr: ignore rule-a -- reason` and `# lcpr: ignore-file rule-a -- reason`.
 * A comment covers the logical line it stands on or above: the whole statement, however many lines it takes.
 */
import type { Directive, FileSummary } from "../model/file-summary.ts";
import type { Finding, Severity } from "../model/finding.ts";
import type { LlmCall } from "../model/llm-call.ts";
import { lineIndexAt, type Place } from "../model/source-file.ts";
import { unusedSuppression } from "../rules/unused-suppression.ts";

export interface SuppressionInput {
	readonly findings: readonly Finding[];
	readonly calls: ReadonlyMap<string, LlmCall>;
	readonly summaries: ReadonlyMap<string, FileSummary>;
	/** Severities of the rules that ran. */
	readonly severities: ReadonlyMap<string, Severity>;
}

/** The findings no comment covers, and one finding for each comment that covers nothing. */
export function applySuppressions(input: SuppressionInput): readonly Finding[] {
	const used = new Set<Directive>();
	const kept = input.findings.filter((finding) => {
		const covering = coveringDirectives(finding, input);
		for (const directive of covering) used.add(directive);
		return covering.length === 0;
	});
	const severity = input.severities.get(unusedSuppression.id);
	return severity ? [...kept, ...unused(input, used, severity)] : kept;
}

function coveringDirectives(finding: Finding, { calls, summaries }: SuppressionInput): readonly Directive[] {
	const call = calls.get(finding.callId);
	const places: Place[] = [finding.place];
	if (call) places.push({ file: call.place.file, ...call.nameSpan }, call.place);
	return places.flatMap((place) => {
		const summary = summaries.get(place.file);
		if (!summary || summary.directives.length === 0) return [];
		const lines = logicalLines(place, summary);
		return summary.directives.filter(
			(directive) =>
				(directive.rules.length === 0 || directive.rules.includes(finding.rule)) &&
				(directive.kind === "ignore-file" || lines.has(directive.appliesToLine)),
		);
	});
}

/** Lines on which a comment may stand that is about `place`: its own, and the first of every statement around it. */
function logicalLines(place: Place, summary: FileSummary): ReadonlySet<number> {
	const lines = new Set([lineIndexAt(place.start, summary.lineStarts), lineIndexAt(place.end, summary.lineStarts)]);
	const around = [
		...summary.bindings,
		...summary.mutations,
		...summary.functions.flatMap((item) => item.returns),
		...summary.calls.map((site) => site.call),
	];
	for (const span of around) {
		if (span.start <= place.start && place.end <= span.end) lines.add(lineIndexAt(span.start, summary.lineStarts));
	}
	return lines;
}

function unused(input: SuppressionInput, used: ReadonlySet<Directive>, severity: Severity): readonly Finding[] {
	return [...input.summaries.values()].flatMap((summary) =>
		summary.directives
			.filter((directive) => !used.has(directive) && isAboutRulesThatRan(directive, input.severities))
			.map((directive) => ({
				rule: unusedSuppression.id,
				severity,
				message: `This comment suppresses nothing${namesOf(directive)}`,
				why: "A comment that suppresses nothing hides the next real finding here. Remove it.",
				callId: "",
				place: { file: summary.file, start: directive.start, end: directive.end },
				related: [],
				savings: null,
				fix: null,
				isQuiet: false,
			})),
	);
}

/** A rule that is off may be on for somebody else, so its comment is not called unused. */
function isAboutRulesThatRan(directive: Directive, severities: ReadonlyMap<string, Severity>): boolean {
	return directive.rules.every((rule) => severities.has(rule));
}

function namesOf(directive: Directive): string {
	if (directive.rules.length === 0) return ".";
	return `: no finding of ${directive.rules.map((rule) => `\`${rule}\``).join(", ")} here.`;
}
