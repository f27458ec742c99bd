/** A map of a YAML document, read key by key with its mistakes reported. */
import { type Document, isAlias, isMap, isScalar, isSeq, type LineCounter, type Node } from "yaml";

export class Section {
	constructor(
		private readonly map: unknown,
		private readonly reportAt: (message: string, node: unknown) => void,
		private readonly document: Document,
	) {}

	report(message: string): void {
		this.reportAt(message, this.map);
	}

	has(key: string): boolean {
		return isMap(this.map) && this.map.has(key);
	}

	keys(): readonly string[] {
		return isMap(this.map) ? this.map.items.map((item) => String(isScalar(item.key) ? item.key.value : item.key)) : [];
	}

	entries(): readonly (readonly [string, unknown])[] {
		return this.keys().map((key) => [key, this.value(key)] as const);
	}

	onlyKeys(known: readonly string[]): void {
		for (const key of this.keys()) if (!known.includes(key)) this.report(`\`${key}\` is not known here`);
	}

	text(key: string): string | null {
		const value = this.value(key);
		return value === null || value === undefined ? null : String(value);
	}

	number(key: string): number | null {
		const value = this.value(key);
		return typeof value === "number" ? value : null;
	}

	required(key: string): string {
		const text = this.text(key);
		if (text === null) this.report(`\`${key}\` is missing`);
		return text ?? "";
	}

	/** A list of texts; a single text is a list of one. */
	texts(key: string): string[] {
		const node = this.node(key);
		if (isSeq(node)) return node.items.map((item) => String(isScalar(item) ? item.value : item));
		const text = this.text(key);
		return text === null ? [] : [text];
	}

	section(key: string): Section | null {
		const node = this.node(key);
		return isMap(node) ? new Section(node, this.reportAt, this.document) : null;
	}

	sections(key: string): Section[] {
		const node = this.node(key);
		return isSeq(node) ? node.items.map((item) => new Section(item, this.reportAt, this.document)) : [];
	}

	line(lines: LineCounter): number {
		return isNode(this.map) && this.map.range ? lines.linePos(this.map.range[0]).line : 1;
	}

	private node(key: string): unknown {
		const node: unknown = isMap(this.map) ? this.map.get(key, true) : undefined;
		return isAlias(node) ? node.resolve(this.document) : node;
	}

	private value(key: string): unknown {
		const node = this.node(key);
		return isScalar(node) ? node.value : undefined;
	}
}

export function isNode(value: unknown): value is Node {
	return typeof value === "object" && value !== null && "range" in value;
}
