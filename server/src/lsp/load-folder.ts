/** Reads a whole folder in the background, says how far it is, and stops when the user says so. */
import type { Connection, WorkDoneProgressServerReporter } from "vscode-languageserver";
import type { Progress } from "../workspace/steps.ts";
import type { ClientFeatures } from "./client-features.ts";
import type { OpenFolder } from "./open-folder.ts";

export async function loadFolder(folder: OpenFolder, connection: Connection, features: ClientFeatures): Promise<void> {
	if (folder.isLoading) {
		folder.mustReload = true;
		return;
	}
	folder.isLoading = true;
	const reporter = features.progress ? await connection.window.createWorkDoneProgress() : null;
	const signal = reporter ? AbortSignal.any([folder.closing.signal, cancelSignal(reporter)]) : folder.closing.signal;
	reporter?.begin("LCPR: looking for LLM calls", 0, folder.name, true);
	try {
		do {
			folder.mustReload = false;
			await folder.session.load({ signal, onProgress: (progress) => report(reporter, progress) });
		} while (folder.mustReload && !signal.aborted);
	} catch (problem) {
		// Stopped by the user or by closing the folder: what has been read so far stays in use.
		if (!signal.aborted) throw problem;
	} finally {
		folder.isLoading = false;
		reporter?.done();
	}
}

function report(reporter: WorkDoneProgressServerReporter | null, { phase, done, total }: Progress): void {
	if (total > 0) reporter?.report(Math.floor((done / total) * 100), `${phase} ${done} of ${total} files`);
	else reporter?.report(phase);
}

function cancelSignal(reporter: WorkDoneProgressServerReporter): AbortSignal {
	const controller = new AbortController();
	reporter.token.onCancellationRequested(() => controller.abort());
	return controller.signal;
}
