import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { toJson } from "../../server/src/cli/formats/json.ts";
import { callEntry, documentWith } from "./sample-document.ts";

const schemaFile = new URL("../../server/src/cli/formats/scan.schema.json", import.meta.url);
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(
	JSON.parse(readFileSync(schemaFile, "utf8")),
);

describe("the JSON schema", () => {
	it("accepts a scan", () => {
		validate(JSON.parse(toJson(documentWith())));
		expect(validate.errors).toBeNull();
	});

	it("wants a reason exactly when there is no cost", () => {
		expect(validate(documentWith({ calls: [callEntry({ cost: null, noCostBecause: null })] }))).toBe(false);
		expect(validate(documentWith({ calls: [callEntry({ noCostBecause: "a reason" })] }))).toBe(false);
	});

	it("refuses paths that are absolute or have backslashes", () => {
		expect(validate(documentWith({ calls: [callEntry({ file: "/home/a.py" })] }))).toBe(false);
		expect(validate(documentWith({ calls: [callEntry({ file: "src\\a.py" })] }))).toBe(false);
	});

	it("refuses a line 0", () => {
		expect(validate(documentWith({ calls: [callEntry({ line: 0 })] }))).toBe(false);
	});
});
