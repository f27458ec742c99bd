// Regenerates pricing/providers/ from the installed @pydantic/genai-prices. It never uses the network: update the
// package first, set its publication date in pricing/upstream.yaml, then run this and read pricing/CHANGELOG.md.
//
//   node scripts/refresh-pricing.mjs [--accept] [--check] [--second-source FILE]
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findMoves, keepRetired } from "./pricing/changes.mjs";
import { providerYaml, readYaml, schemaCheck } from "./pricing/files.mjs";
import { compareWithSecondSource, readSecondSource } from "./pricing/second-source.mjs";
import { providers, readProvider, upstreamPackage } from "./pricing/upstream.mjs";

const folder = fileURLToPath(new URL("../pricing/", import.meta.url));
const { values: options } = parseArgs({
	options: {
		accept: { type: "boolean", default: false },
		check: { type: "boolean", default: false },
		"second-source": { type: "string", default: `${folder}second-source.yaml` },
	},
});

try {
	process.exitCode = refresh();
} catch (error) {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 2;
}

function refresh() {
	const upstream = { ...readYaml(`${folder}upstream.yaml`), ...upstreamPackage() };
	const recorded = readYaml(`${folder}upstream.yaml`);
	if (recorded.version !== upstream.version) {
		console.error(
			`pricing/upstream.yaml says ${recorded.version}, installed is ${upstream.version}: update its version, date and snapshot`,
		);
		return 2;
	}
	const provenance = {
		source: `npm:${upstream.name}@${upstream.version}`,
		asOf: recorded.published,
		confidence: "single-source",
	};
	const check = schemaCheck(`${folder}pricing.schema.json`);
	const moves = [];
	const suspicious = [];
	const fresh = providers.map((entry) => {
		const committed = readYaml(`${folder}providers/${entry.id}.yaml`);
		const provider = keepRetired(readProvider(entry, provenance), committed);
		const found = findMoves(provider, committed);
		moves.push(...found.moves);
		suspicious.push(...found.suspicious);
		return provider;
	});
	const second = readSecondSource(options["second-source"]);
	const disagreements = compareWithSecondSource(fresh, second);
	for (const provider of fresh) check(`providers/${provider.provider}.yaml`, provider);
	check("overrides.yaml", readYaml(`${folder}overrides.yaml`));

	for (const line of disagreements) console.log(`disagreement  ${line}`);
	for (const line of moves) console.log(`move          ${line}`);
	if (suspicious.length > 0 && !options.accept) {
		console.error("These prices move by more than 3 times. Check them on the provider's page, then run with --accept:");
		for (const line of suspicious) console.error(`  ${line}`);
		return 1;
	}
	const stale = fresh.filter((provider) => writeProvider(provider, upstream));
	if (options.check) {
		for (const provider of stale) console.error(`pricing/providers/${provider.provider}.yaml is stale`);
		if (stale.length === 0) console.log("pricing/providers is up to date");
		return stale.length > 0 ? 1 : 0;
	}
	if (moves.length > 0) recordMoves(moves, { ...recorded, second, disagreements });
	console.log(
		`${fresh.reduce((sum, provider) => sum + provider.models.length, 0)} models of ${fresh.length} providers; ${stale.length} files changed`,
	);
	return 0;
}

/** True when the file's text changes; with --check nothing is written. */
function writeProvider(provider, upstream) {
	const path = `${folder}providers/${provider.provider}.yaml`;
	const text = providerYaml(provider, upstream);
	if (existsSync(path) && readFileSync(path, "utf8") === text) return false;
	if (!options.check) {
		mkdirSync(`${folder}providers`, { recursive: true });
		writeFileSync(path, text);
	}
	return true;
}

function recordMoves(moves, { snapshot, version, second, disagreements }) {
	const path = `${folder}CHANGELOG.md`;
	const title = "# Price moves\n\nNewest first; USD for a million tokens.\n";
	const entry = [
		`\n## ${snapshot} (@pydantic/genai-prices ${version})\n`,
		...moves.map((line) => `- ${line}`),
		`\nCompared with ${second.source} (SHA-256 ${second.sha256}): ${disagreements.length} disagreements.`,
		...disagreements.map((line) => `- ${line}`),
		"",
	].join("\n");
	const rest = existsSync(path) ? readFileSync(path, "utf8").replace(title, "") : "";
	writeFileSync(path, title + entry + rest);
}
