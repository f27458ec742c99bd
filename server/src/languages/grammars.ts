/**
 * Loads tree-sitter and its grammars. The bytes come from outside (a file, a bundle, a browser fetch), so the core
 * itself reads nothing. Grammars load on first use and are kept: loading all of them costs 250 ms and 100 MB.
 */
import { Language, Parser, Query, type Tree } from "web-tree-sitter";

export type GrammarName =
	| "python"
	| "typescript"
	| "tsx"
	| "javascript"
	| "go"
	| "java"
	| "kotlin"
	| "c-sharp"
	| "rust"
	| "ruby"
	| "php";

/** Gives the bytes of `tree-sitter.wasm` (name "runtime") or of a grammar. */
export type WasmSource = (name: "runtime" | GrammarName) => Promise<Uint8Array>;

/** Starts a time limit for one parse; the function it returns says whether the limit has passed. The core has no clock of its own. */
export type ParseDeadline = () => () => boolean;

let runtime: Promise<void> | undefined;

/** One loaded grammar: parses text and compiles queries, each query once. */
export class Grammar {
	private readonly parser: Parser;
	private readonly queries = new Map<string, Query>();

	private constructor(
		private readonly language: Language,
		private readonly deadline: ParseDeadline,
	) {
		this.parser = new Parser();
		this.parser.setLanguage(language);
	}

	static async load(name: GrammarName, wasm: WasmSource, deadline: ParseDeadline): Promise<Grammar> {
		runtime ??= wasm("runtime").then((wasmBinary) => Parser.init({ wasmBinary }));
		await runtime;
		return new Grammar(await Language.load(await wasm(name)), deadline);
	}

	/**
	 * Runs `use` on the tree of `text` and frees the tree afterwards: WebAssembly memory never shrinks by itself.
	 * Answers null when parsing was given up after the deadline.
	 */
	withTree<T>(text: string, use: (tree: Tree) => T): T | null {
		const tree = this.parser.parse(text, null, { progressCallback: this.deadline() });
		if (!tree) {
			this.parser.reset();
			return null;
		}
		try {
			return use(tree);
		} finally {
			tree.delete();
		}
	}

	/** The compiled form of a query's source; the same source gives the same object. */
	query(source: string): Query {
		let query = this.queries.get(source);
		if (!query) {
			query = new Query(this.language, source);
			this.queries.set(source, query);
		}
		return query;
	}
}
