/**
 * Messages beyond the protocol, for our own client and any other that wants them. Types and names only: the client,
 * which holds no analysis, imports this file.
 */

/** What a client says of itself in `initializationOptions`. */
export interface ClientOptions {
	/** The client has the commands `lcpr.openRulePage` and `lcpr.openSettings`, and follows command links in hovers. */
	readonly hasCommands?: boolean;
	/** Settings for clients that cannot be asked for `workspace/configuration`. */
	readonly settings?: unknown;
}

/** Request: the report of the workspace folder that holds `uri`, or of the first one. */
export const reportRequest = "lcpr/report";

export interface ReportParams {
	readonly uri: string | null;
}

export interface ReportResult {
	/** A whole document that loads nothing from elsewhere. */
	readonly html: string;
	/** What the report's file names are relative to. */
	readonly folderUri: string;
}

/** Request: totals for one document and its folder. */
export const statusRequest = "lcpr/status";

export interface StatusParams {
	readonly uri: string | null;
}

export interface StatusResult {
	/** For a status bar: `≈ $0.0254 · 2 calls`. Empty when the document has nothing to do with LLM calls. */
	readonly text: string;
	/** Markdown. */
	readonly tooltip: string;
	readonly findings: number;
	/** The folder is still being read, so totals will grow. */
	readonly isLoading: boolean;
}

/** Request: the page of a rule, as Markdown; null when there is no such rule. */
export const rulePageRequest = "lcpr/rulePage";

export interface RulePageParams {
	readonly rule: string;
}

export interface RulePageResult {
	readonly markdown: string | null;
}

/** Notification: there is a newer analysis, so totals and the report may have changed. */
export const analysisChangedNotification = "lcpr/analysisChanged";
