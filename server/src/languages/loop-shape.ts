/** The names a language's grammar gives to loops and to what may stand in them, for edits that change a loop. */
import type { Span } from "../model/source-file.ts";
import type { SyntaxNode } from "./syntax-node.ts";

export interface LoopShape {
	/** Nodes whose children are statements. */
	readonly blocks: ReadonlySet<string>;
	/** Loops, and calls that take a callback for each element. */
	readonly loops: ReadonlySet<string>;
	readonly functions: ReadonlySet<string>;
	/** What is in these runs in every turn of the loop around it. */
	readonly runsEachTurn: ReadonlySet<string>;
	/** What is in these runs whenever the statement around it does. */
	readonly runsOnce: ReadonlySet<string>;
	/** Names that stand for values. */
	readonly names: ReadonlySet<string>;
	/** Nodes that give names new values, with the fields that hold the names; all of the node where there is none. */
	readonly binds: ReadonlyMap<string, readonly string[]>;
	/** Nodes that may give a name of a function or module around them a new value. */
	readonly setsOuter: ReadonlySet<string>;
	/** Parts a value may have and still be the same in every turn; calls are judged by what they call. */
	readonly constantTypes: ReadonlySet<string>;
	/** The name is a property's or a keyword argument's, and stands for no value. */
	readonly isOnlyName: (node: SyntaxNode, parent: SyntaxNode | undefined) => boolean;
	/** `name = value` as a statement of its own. */
	readonly assignmentIn: (statement: SyntaxNode) => Assignment | null;
	/** The member that is read of the name, such as `chat` of `client.chat`; null when the name is used in any other way. */
	readonly memberAsked: (node: SyntaxNode, parents: readonly SyntaxNode[]) => SyntaxNode | null;
	/** What a call or construction calls; undefined for any other node. */
	readonly callee: (node: SyntaxNode) => SyntaxNode | undefined;
}

export interface Assignment {
	readonly name: SyntaxNode;
	readonly value: SyntaxNode;
}

export function sourceOf(text: string, { start, end }: Span): string {
	return text.slice(start, end);
}
