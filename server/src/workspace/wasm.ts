/** Gives the core the bytes of the parser and its grammars, and a time limit, since it may not read files or clocks. */
import { readFile } from "node:fs/promises";
import type { ParseDeadline, WasmSource } from "../languages/grammars.ts";
import { wasmFile } from "./product-files.ts";

export const readWasm: WasmSource = (name) => readFile(wasmFile(name));

/** One parse may take this long before it is given up; a file that slow is generated or broken. */
const parseMilliseconds = 2_000;

export const parseDeadline: ParseDeadline = () => {
	const end = performance.now() + parseMilliseconds;
	return () => performance.now() > end;
};
