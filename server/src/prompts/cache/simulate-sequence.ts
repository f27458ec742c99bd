/** A request as one sequence of tokens in the provider's cache order, with the places where a cache entry may end. */
import type { Tokens } from "../../model/units.ts";
import type { ModelIdentity } from "../tokens/families.ts";
import type { TokenCounter } from "../tokens/token-counter.ts";
import type { CacheBlock, CacheRequest } from "./cache-request.ts";
import type { CacheRule, CacheSection } from "./cache-rules.ts";

export interface TokenSequence {
	/** Token numbers; negative ones are marks that weigh nothing: a block's role, the options that invalidate a section. */
	readonly ids: readonly number[];
	/** `tokensBefore[n]`: tokens of the first n ids. One entry more than `ids`. */
	readonly tokensBefore: readonly number[];
	/** Ends of blocks, in order. */
	readonly ends: readonly BlockEnd[];
}

export interface BlockEnd {
	readonly position: number;
	readonly block: CacheBlock;
}

const rememberedLength = 1_000;
const rememberedTexts = 500;

export class SequenceBuilder {
	readonly #counter: TokenCounter;
	readonly #marks = new Map<string, number>();
	/** Long texts come again and again: it is for them that there is a cache. */
	readonly #known = new Map<string, readonly number[]>();

	constructor(counter: TokenCounter) {
		this.#counter = counter;
	}

	build(request: CacheRequest, rule: CacheRule): TokenSequence {
		const model: ModelIdentity = { provider: request.provider, name: request.model };
		const ids: number[] = [];
		const tokensBefore: number[] = [0];
		const ends: BlockEnd[] = [];
		let tokens = 0;
		let section: CacheSection | null = null;
		const mark = (text: string) => {
			ids.push(this.#mark(text));
			tokensBefore.push(tokens);
		};
		for (const block of inCacheOrder(request.blocks, rule)) {
			for (const entered of sectionsEntered(section, block.section, rule)) mark(invalidators(entered, request, rule));
			section = block.section;
			mark(`block ${block.section} ${block.role ?? ""}`);
			if (block.tokens === null) {
				const own = this.#tokenIds(block.text, model);
				const count = this.#counter.count(block.text, model).tokens;
				// Where only another vocabulary is known, the block's count is spread evenly over its tokens.
				for (const [index, id] of own.entries()) {
					ids.push(id);
					tokensBefore.push(tokens + (count * (index + 1)) / own.length);
				}
				tokens += count;
			} else {
				tokens += block.tokens;
				ids.push(this.#mark(`content ${block.text}`));
				tokensBefore.push(tokens);
			}
			ends.push({ position: ids.length, block });
		}
		return { ids, tokensBefore, ends };
	}

	#tokenIds(text: string, model: ModelIdentity): readonly number[] {
		if (text.length < rememberedLength) return this.#counter.tokenIds(text, model);
		const key = `${model.provider ?? ""}|${model.name ?? ""}|${text}`;
		const known = this.#known.get(key);
		if (known) return known;
		if (this.#known.size >= rememberedTexts) this.#known.clear();
		const ids = this.#counter.tokenIds(text, model);
		this.#known.set(key, ids);
		return ids;
	}

	#mark(text: string): number {
		const known = this.#marks.get(text);
		if (known !== undefined) return known;
		const id = -1 - this.#marks.size;
		this.#marks.set(text, id);
		return id;
	}
}

export function tokensOf({ tokensBefore }: TokenSequence, position: number): Tokens {
	return Math.floor((tokensBefore[position] ?? 0) + 1e-6);
}

/** Blocks sorted by the provider's order of sections; within a section they keep the order of the body. */
export function inCacheOrder(blocks: readonly CacheBlock[], { prefixOrder }: CacheRule): readonly CacheBlock[] {
	const order = prefixOrder.length > 0 ? prefixOrder : (["tools", "system", "messages"] as const);
	return order.flatMap((section) => blocks.filter((block) => block.section === section));
}

/** Sections that begin with this block, those without blocks included: what they are invalidated by counts all the same. */
function sectionsEntered(from: CacheSection | null, to: CacheSection, { prefixOrder }: CacheRule): CacheSection[] {
	if (from === to) return [];
	const order: readonly string[] = prefixOrder;
	const first = from === null ? 0 : order.indexOf(from) + 1;
	return order.slice(first, order.indexOf(to) + 1) as CacheSection[];
}

function invalidators(section: CacheSection, { options }: CacheRequest, { invalidatedBy }: CacheRule): string {
	const names = invalidatedBy[section] ?? [];
	return `options ${section} ${names.map((name) => `${name}=${options[name] ?? ""}`).join(" ")}`;
}
