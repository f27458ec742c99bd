// One failing test.
const { writeFileSync } = require("node:fs");

exports.run = async () => {
	writeFileSync(process.env.E2E_RESULT_FILE, JSON.stringify([{ title: "fails", error: "meant to fail" }]));
	throw new Error("1 tests failed");
};
