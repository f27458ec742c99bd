/**
 * Names that the files of a program share by package or namespace instead of naming one another's files, as in Go,
 * Java, C#, Rust, Ruby and PHP. A name is looked for among what the program's files declare at their top.
 */
import type { LanguageId } from "../model/source-file.ts";
import { type GeneralLanguage, generalLanguages } from "../sdks/descriptor.ts";
import type { ProgramUnit } from "./program-unit.ts";
import { folderOf } from "./resolve-module.ts";

/** The language whose SDKs and modules a file's language uses; null for Python and the JavaScript family. */
export function generalLanguageOf(language: LanguageId): GeneralLanguage | null {
	return language === "kotlin" ? "java" : (generalLanguages.find((item) => item === language) ?? null);
}

export interface SharedName {
	readonly language: GeneralLanguage;
	/** Package or namespace with dots, or a Go import path; "" when the name is used without an import. */
	readonly module: string;
	readonly name: string;
}

/** Files of one Go package that are read when one of its names is asked for. */
const mostPackageFiles = 40;

export class DeclaredNames {
	private declared: Map<string, ProgramUnit[]> | undefined;
	private fileNames: Map<string, string[]> | undefined;

	constructor(
		private readonly units: ReadonlyMap<string, ProgramUnit>,
		private readonly files: ReadonlySet<string>,
		private readonly wantedFiles: Set<string>,
	) {}

	/** The file that declares a name; null when none does, or when several might be meant. */
	find(from: ProgramUnit, shared: SharedName): ProgramUnit | null {
		this.declared ??= this.index();
		const named = (this.declared.get(`${shared.language}:${shared.name}`) ?? []).filter((unit) => unit !== from);
		const fitting = named.filter((unit) => fits(unit, from, shared));
		if (fitting.length > 0) return fitting[0] ?? null;
		if (shared.language !== "go" && shared.module === "" && named.length === 1) return named[0] ?? null;
		if (shared.language === "rust" && named.length === 1) return named[0] ?? null;
		if (named.length === 0) for (const file of this.filesOf(from, shared)) this.wantedFiles.add(file);
		return null;
	}

	private index(): Map<string, ProgramUnit[]> {
		const found = new Map<string, ProgramUnit[]>();
		for (const unit of this.units.values()) {
			const language = generalLanguageOf(unit.summary.language);
			if (!language) continue;
			for (const { exported } of unit.summary.exports) {
				const key = `${language}:${exported}`;
				const list = found.get(key);
				if (list) list.push(unit);
				else found.set(key, [unit]);
			}
		}
		return found;
	}

	/** Files that by their names are likely to declare what is looked for. */
	private filesOf(from: ProgramUnit, { language, module, name }: SharedName): readonly string[] {
		this.fileNames ??= namesOfFiles(this.files);
		if (language === "go") {
			const folders = this.fileNames.get("/go") ?? [];
			const own = folderOf(from.file);
			const fitting = folders.filter((file) => {
				const folder = folderOf(file);
				return !file.endsWith("_test.go") && (module === "" ? folder === own : isGoFolder(module, folder));
			});
			return fitting.length <= mostPackageFiles ? fitting : [];
		}
		const stem = language === "ruby" || language === "rust" ? underscored(name) : name;
		const endings = language === "java" ? ["java", "kt"] : [extensions[language]];
		const last = module.slice(module.lastIndexOf(".") + 1);
		const stems = language === "rust" && last !== "" ? [last, stem] : [stem];
		return stems
			.flatMap((item) => endings.flatMap((ending) => this.fileNames?.get(`${item}.${ending}`) ?? []))
			.slice(0, 5);
	}
}

const extensions: Readonly<Record<GeneralLanguage, string>> = {
	go: "go",
	java: "java",
	csharp: "cs",
	rust: "rs",
	ruby: "rb",
	php: "php",
};

function fits(unit: ProgramUnit, from: ProgramUnit, { language, module }: SharedName): boolean {
	if (language === "go")
		return module === "" ? folderOf(unit.file) === folderOf(from.file) : isGoFolder(module, folderOf(unit.file));
	if (language === "rust" || language === "ruby") return false;
	const own = (unit.summary.namespace ?? "").replaceAll("\\", ".");
	return module === "" ? own === (from.summary.namespace ?? "").replaceAll("\\", ".") : own === module;
}

/** `github.com/me/app/internal/llm` is the folder `internal/llm` of the module, wherever the module lies. */
function isGoFolder(module: string, folder: string): boolean {
	if (folder === "") return false;
	const tail = module.split("/").slice(-2).join("/");
	return module.endsWith(`/${folder}`) || folder === tail || folder.endsWith(`/${tail}`);
}

function namesOfFiles(files: ReadonlySet<string>): Map<string, string[]> {
	const found = new Map<string, string[]>();
	for (const file of files) {
		const name = file.slice(file.lastIndexOf("/") + 1);
		const key = name.endsWith(".go") ? "/go" : name;
		if (key !== "/go" && !/\.(java|kt|cs|rs|rb|php)$/.test(name)) continue;
		const list = found.get(key);
		if (list) list.push(file);
		else found.set(key, [file]);
	}
	return found;
}

function underscored(name: string): string {
	return name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, "_").toLowerCase();
}
