/** URIs as clients spell them, and the files they mean. */
import { describe, expect, it } from "vitest";
import { overlayLanguage } from "../../server/src/lsp/document-language.ts";
import { fileInFolder, parentUri, pathOfUri, uriOfFile } from "../../server/src/lsp/open-folder.ts";

describe("URIs and files", () => {
	it.each([
		["file:///home/a/project/src/x.py", "file:///home/a/project", "src/x.py"],
		["file:///home/a/project/src/x.py", "file:///home/a/project/", "src/x.py"],
		["file:///c%3A/project/x.py", "file:///C:/project", "x.py"],
		["file:///home/a/my%20project/%5Bid%5D/x.ts", "file:///home/a/my project", "[id]/x.ts"],
		["vscode-vfs://github/a/b/x.py", "vscode-vfs://github/a/b", "x.py"],
		["file:///home/a/100%/x.py", "file:///home/a/100%", "x.py"],
	])("finds %s in %s", (uri, folder, file) => {
		expect(fileInFolder(uri, folder)).toBe(file);
	});

	it.each([
		["file:///home/a/project-2/x.py", "file:///home/a/project"],
		["untitled:Untitled-1", "file:///home/a/project"],
		["file:///home/a/project", "file:///home/a/project"],
	])("does not find %s in %s", (uri, folder) => {
		expect(fileInFolder(uri, folder)).toBeNull();
	});

	it("makes a URI that leads back to the file", () => {
		const uri = uriOfFile("app/[id]/100 %.ts", "file:///home/a/project");
		expect(uri).toBe("file:///home/a/project/app/%5Bid%5D/100%20%25.ts");
		expect(fileInFolder(uri, "file:///home/a/project")).toBe("app/[id]/100 %.ts");
	});

	it("knows which documents lie on this machine", () => {
		expect(pathOfUri("file:///home/a%20b/x.py")).toBe("/home/a b/x.py");
		expect(pathOfUri("vscode-vfs://github/a/b")).toBeNull();
		expect(parentUri("file:///home/a/x.py")).toBe("file:///home/a");
	});
});

describe("the language of a document", () => {
	it.each([
		["python", "build.py.txt", "python"],
		["typescriptreact", "page.tsx", "typescriptreact"],
		["plaintext", "main.py", "python"],
		["plaintext", "prompts/system.txt", "template"],
		["dotprompt", "hello.prompt", "template"],
	])("%s in %s counts as %s", (editorLanguage, file, language) => {
		expect(overlayLanguage(editorLanguage, file)).toBe(language);
	});

	it("is none for what nobody reads a prompt from", () => {
		expect(overlayLanguage("css", "site.css")).toBeNull();
	});
});
