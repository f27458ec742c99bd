/** A file the scan could not use, and why. Being named is what keeps a missing answer from looking like "nothing there". */

export interface SkippedFile {
	/** Relative to the root, forward slashes; as given for a path outside it. */
	readonly file: string;
	/** For a person: what is wrong and, where there is something, what to do. */
	readonly because: string;
}

/** Says in words why the system refused to open or list something. */
export function reasonOf(error: unknown): string {
	const code = errorCode(error);
	switch (code) {
		case "ENOENT":
			return "no longer there";
		case "EACCES":
		case "EPERM":
			return "not readable: permission denied";
		case "ELOOP":
			return "symbolic link that leads back to itself";
		case "ENAMETOOLONG":
			return "path too long for this system";
		case "EMFILE":
			return "too many files open";
		default:
			return `not readable${code ? ` (${code})` : ""}`;
	}
}

export function errorCode(error: unknown): string | null {
	return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}
