/** Reads defaults such as `CHAT_MODEL=gpt-5.4-mini` from example environment files. Only names of models are taken. */

export function readEnvironmentDefaults(text: string): [variable: string, value: string][] {
	const defaults: [string, string][] = [];
	for (const line of text.split(/\r?\n/)) {
		const match = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(line);
		const variable = match?.[1];
		const value = unquoted(match?.[2] ?? "");
		if (variable && namesModel(variable) && looksLikeModel(value)) defaults.push([variable, value]);
	}
	return defaults;
}

function namesModel(variable: string): boolean {
	return /MODEL|DEPLOYMENT|ENGINE|LLM/i.test(variable) && !/KEY|SECRET|PASSWORD|URL|ENDPOINT/i.test(variable);
}

/** A model's identifier, not a place to fill in: `gpt-5.4-mini` but not `your-model-here`. */
function looksLikeModel(value: string): boolean {
	return /^[\w.:/@-]{2,100}$/.test(value) && !/^(your|my|the|xxx|changeme|todo)/i.test(value) && /[a-z]/i.test(value);
}

function unquoted(value: string): string {
	const quoted = /^(["'])(.*?)\1/.exec(value);
	return quoted ? (quoted[2] ?? "") : value.replace(/\s+#.*$/, "").trim();
}
