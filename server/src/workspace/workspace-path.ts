/** Joins paths of the workspace: relative to its root, forward slashes on every system, "" for the root. */

export function joinPath(folder: string, path: string): string {
	const parts = folder === "" ? [] : folder.split("/");
	for (const part of path.split("/")) {
		if (part === "..") parts.pop();
		else if (part !== "." && part !== "") parts.push(part);
	}
	return parts.join("/");
}
