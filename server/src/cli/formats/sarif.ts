/** SARIF 2.1.0, for code scanning services and CI viewers. */
import type { EditEntry, FindingEntry, PlaceEntry, ScanDocument } from "./scan-document.ts";

export interface SarifRule {
	readonly id: string;
	readonly summary: string;
	readonly severity: FindingEntry["severity"];
	/** The rule's page, in Markdown. */
	readonly page: string;
}

export interface SarifOptions {
	/** Every rule there is, so that a viewer can tell "clean" from "not checked". */
	readonly rules: readonly SarifRule[];
	readonly all: boolean;
}

export function toSarif(document: ScanDocument, { rules, all }: SarifOptions): string {
	const findings = document.findings.filter(({ quiet }) => all || !quiet);
	const log = {
		$schema: "https://json.schemastore.org/sarif-2.1.0.json",
		version: "2.1.0",
		runs: [
			{
				tool: {
					driver: {
						name: document.tool.name,
						semanticVersion: document.tool.version,
						rules: rules.map((rule) => ({
							id: rule.id,
							shortDescription: { text: rule.summary },
							...(rule.page === "" ? {} : { help: { text: rule.page, markdown: rule.page } }),
							defaultConfiguration: { level: levels[rule.severity] },
						})),
					},
				},
				columnKind: "utf16CodeUnits",
				originalUriBaseIds: { [base]: { description: { text: "The folder that was scanned." } } },
				invocations: [
					{
						executionSuccessful: true,
						toolExecutionNotifications: document.skipped.map(({ file, because }) => ({
							level: "note",
							message: { text: `Skipped: ${because}` },
							locations: [{ physicalLocation: { artifactLocation: artifact(file) } }],
						})),
					},
				],
				results: findings.map((finding) => ({
					ruleId: finding.rule,
					ruleIndex: rules.findIndex(({ id }) => id === finding.rule),
					level: levels[finding.severity],
					message: { text: `${cellText(finding)}${finding.message} ${finding.why}` },
					locations: [location(finding, { endLine: finding.endLine, endColumn: finding.endColumn })],
					relatedLocations: finding.related.map((place, index) => ({
						id: index + 1,
						message: { text: place.message },
						...location(place),
					})),
					...(finding.fix ? { fixes: fixes(finding.fix) } : {}),
					properties: { savings: finding.savings, quiet: finding.quiet },
				})),
			},
		],
	};
	return `${JSON.stringify(log, null, 2)}\n`;
}

const base = "SRCROOT";

const levels: Readonly<Record<FindingEntry["severity"], "error" | "warning" | "note">> = {
	error: "error",
	warning: "warning",
	information: "note",
	hint: "note",
};

/** Lines of a notebook count within a cell, which a region of the file cannot say; the message says it instead. */
function location(place: PlaceEntry, end?: { endLine: number; endColumn: number }): object {
	const region = place.cell === null ? { region: { startLine: place.line, startColumn: place.column, ...end } } : {};
	return { physicalLocation: { artifactLocation: artifact(place.file), ...region } };
}

function cellText({ cell, line }: FindingEntry): string {
	return cell === null ? "" : `Cell ${cell}, line ${line}: `;
}

/** Replacements are positions in the file, so a fix inside a notebook's cell cannot be written down. */
function fixes({ title, edits }: { readonly title: string; readonly edits: readonly EditEntry[] }): object[] {
	if (edits.some(({ cell }) => cell !== null)) return [];
	const files = [...new Set(edits.map(({ file }) => file))];
	return [
		{
			description: { text: title },
			artifactChanges: files.map((file) => ({
				artifactLocation: artifact(file),
				replacements: edits
					.filter((edit) => edit.file === file)
					.map(({ startLine, startColumn, endLine, endColumn, newText }) => ({
						deletedRegion: { startLine, startColumn, endLine, endColumn },
						insertedContent: { text: newText },
					})),
			})),
		},
	];
}

function artifact(file: string): { uri: string; uriBaseId: string } {
	return { uri: file.split("/").map(encodeURIComponent).join("/"), uriBaseId: base };
}
