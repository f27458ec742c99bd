/** Which documents count, and as what. The editor's language wins over the file's name. */
import { languageOfFile } from "../languages/front-ends.ts";
import type { LanguageId } from "../model/source-file.ts";

const codeLanguages: ReadonlySet<string> = new Set<LanguageId>([
	"python",
	"typescript",
	"typescriptreact",
	"javascript",
	"javascriptreact",
	"go",
	"java",
	"kotlin",
	"csharp",
	"rust",
	"ruby",
	"php",
]);

/** Null for documents nothing is read from. Prompt files are read by the code that names them, so their text counts. */
export function overlayLanguage(editorLanguage: string, file: string): LanguageId | null {
	if (isCodeLanguage(editorLanguage)) return editorLanguage;
	return (
		languageOfFile(file) ??
		(/\.(prompty?|j2|jinja2?|hbs|handlebars|mustache|txt|md|mdx|ya?ml|jsonc?|toml)$/i.test(file) ? "template" : null)
	);
}

function isCodeLanguage(language: string): language is LanguageId {
	return codeLanguages.has(language);
}
