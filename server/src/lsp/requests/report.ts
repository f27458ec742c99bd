/** The workspace report, for a client to show. */
import type { ReportParams, ReportResult } from "../custom-messages.ts";
import type { LanguageSession } from "../session.ts";

export async function report({ uri }: ReportParams, session: LanguageSession): Promise<ReportResult | null> {
	const folder = session.folderOf(uri);
	if (!folder) return null;
	await folder.session.analysis();
	return { html: "<!doctype html><title>LCPR</title>", folderUri: folder.uri };
}
