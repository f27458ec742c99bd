/** All descriptors with the look-up tables that matching needs. */
import type { CallDescriptor, ClientDescriptor, ClientWrapper, ModelFactory, SdkDescriptor } from "./descriptor.ts";

export interface SdkTable {
	readonly descriptors: readonly SdkDescriptor[];
	/** Byte substrings one of which occurs in every file that makes a direct call. */
	readonly prefilterWords: readonly string[];
	/** Modules that descriptors speak of: never looked for in the workspace. */
	readonly modules: ReadonlySet<string>;
	/** Last names of methods and functions that may be requests. */
	readonly callNames: ReadonlySet<string>;
	/** Names of whole functions, which may be imported under another name. */
	readonly functionNames: ReadonlySet<string>;
	/** Modules whose clients are called like functions. */
	readonly callableModules: ReadonlySet<string>;
	readonly clientsByName: ReadonlyMap<string, readonly ClientEntry[]>;
	readonly wrappersByName: ReadonlyMap<string, readonly ClientWrapper[]>;
	readonly factoriesByName: ReadonlyMap<string, readonly ModelFactory[]>;
	readonly functionsByPath: ReadonlyMap<string, readonly CallEntry[]>;
	readonly likelyByName: ReadonlyMap<string, readonly LikelyEntry[]>;
	readonly messageClasses: ReadonlyMap<string, SdkDescriptor["messageClasses"][string]>;
}

export interface ClientEntry {
	readonly descriptor: SdkDescriptor;
	readonly client: ClientDescriptor;
	/** False for a client that is a value, not the result of a call. */
	readonly isCalled: boolean;
}

export interface CallEntry {
	readonly descriptor: SdkDescriptor;
	readonly call: CallDescriptor;
}

export interface LikelyEntry extends CallEntry {
	readonly path: readonly string[];
	readonly requires: readonly string[];
}

export function buildSdkTable(descriptors: readonly SdkDescriptor[]): SdkTable {
	const clientsByName = new Map<string, ClientEntry[]>();
	const wrappersByName = new Map<string, ClientWrapper[]>();
	const factoriesByName = new Map<string, ModelFactory[]>();
	const functionsByPath = new Map<string, CallEntry[]>();
	const likelyByName = new Map<string, LikelyEntry[]>();
	const messageClasses = new Map<string, SdkDescriptor["messageClasses"][string]>();
	const modules = new Set<string>();
	const callNames = new Set<string>();
	const functionNames = new Set<string>();
	const callableModules = new Set<string>();
	for (const descriptor of descriptors) {
		const { clients, wrappers, modelFactories, calls } = descriptor;
		for (const client of clients) {
			modules.add(moduleHead(client.module, client.language === "python"));
			for (const name of client.names) add(clientsByName, name, { descriptor, client, isCalled: true });
			for (const name of client.values) add(clientsByName, name, { descriptor, client, isCalled: false });
			if (calls.some((call) => call.paths.includes("()")))
				callableModules.add(moduleHead(client.module, client.language === "python"));
		}
		for (const wrapper of wrappers) {
			modules.add(moduleHead(wrapper.module, wrapper.language === "python"));
			for (const name of wrapper.names) add(wrappersByName, name, wrapper);
		}
		for (const factory of modelFactories) {
			modules.add(moduleHead(factory.module, factory.language === "python"));
			for (const name of factory.names) add(factoriesByName, name, factory);
		}
		for (const [name, role] of Object.entries(descriptor.messageClasses)) messageClasses.set(name, role);
		for (const call of calls) {
			for (const path of call.paths) callNames.add(lastName(path));
			for (const path of call.functions) {
				const isPython = !path.includes(":");
				modules.add(moduleHead(isPython ? path : path.slice(0, path.lastIndexOf(":")), isPython));
				add(functionsByPath, path, { descriptor, call });
				callNames.add(lastName(path));
				functionNames.add(lastName(path));
			}
			for (const path of call.likely?.paths ?? []) {
				callNames.add(lastName(path));
				add(likelyByName, lastName(path), {
					descriptor,
					call,
					path: path.split("."),
					requires: call.likely?.requires ?? [],
				});
			}
		}
	}
	const words = new Set<string>();
	for (const descriptor of descriptors) {
		const taken = descriptor.calls.flatMap((call) => wordsOf(descriptor, call));
		for (const word of descriptor.mentions.length > 0 ? descriptor.mentions : taken) words.add(word);
	}
	return {
		descriptors,
		prefilterWords: [...words].sort(),
		modules,
		callNames,
		functionNames,
		callableModules,
		clientsByName,
		wrappersByName,
		factoriesByName,
		functionsByPath,
		likelyByName,
		messageClasses,
	};
}

/** Words so common in code of every kind that a file is read for its import instead. */
const commonWords = new Set([
	"create",
	"chat",
	"run",
	"call",
	"send",
	"invoke",
	"stream",
	"batch",
	"generate",
	"predict",
	"complete",
	"embed",
	"query",
	"parse",
	"request",
	"()",
	"image",
	"kickoff",
	"embeddings",
	"completion",
	"rerank",
	"classify",
	"responses",
	"messages",
	"images",
	"audio",
	"apply",
	"speech",
	"acall",
]);
const tellingEnough = new Set([
	"invoke",
	"ainvoke",
	"astream",
	"abatch",
	"messages",
	"responses",
	"embeddings",
	"completion",
	"rerank",
	"chat",
]);

/** For each path the most telling of its names; for one with common names only, the SDK's modules. */
function wordsOf(descriptor: SdkDescriptor, call: CallDescriptor): readonly string[] {
	const words: string[] = [];
	for (const path of [...call.paths, ...call.functions.map(lastName), ...(call.likely?.paths ?? [])]) {
		const names = path.split(".").filter((name) => !commonWords.has(name) || tellingEnough.has(name));
		const longest = names.sort(
			(a, b) => Number(commonWords.has(a)) - Number(commonWords.has(b)) || b.length - a.length,
		)[0];
		if (longest) words.push(longest);
		else words.push(...descriptor.clients.map((client) => client.module.split(/[./]/).at(-1) ?? client.module));
	}
	if (call.functions.length > 0)
		for (const path of call.functions) if (commonWords.has(lastName(path))) words.push(path.split(/[.:]/)[0] ?? path);
	return words.filter((word) => word !== "");
}

export function lastName(path: string): string {
	return path.slice(Math.max(path.lastIndexOf("."), path.lastIndexOf(":")) + 1);
}

/** Python: the top-level package. JavaScript: the module as it is imported. */
function moduleHead(module: string, isPython: boolean): string {
	return isPython ? (module.split(".")[0] ?? module) : module;
}

function add<T>(map: Map<string, T[]>, key: string, item: T): void {
	const list = map.get(key);
	if (list) list.push(item);
	else map.set(key, [item]);
}
