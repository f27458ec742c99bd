// What a refresh changes against the committed price book: moves, new models, models that are gone upstream.

const moveLimit = 3;
const compared = ["input", "output", "cacheRead", "cacheWrite5m", "cacheWrite1h", "batchInput", "batchOutput"];

/** Keeps models that upstream dropped, marked as retired: a pinned id in code still deserves its last price. */
export function keepRetired(fresh, committed) {
	const known = new Set(fresh.models.map((model) => model.id));
	const gone = (committed?.models ?? [])
		.filter((model) => !known.has(model.id))
		.map((model) => ({ ...model, retired: true }));
	return { ...fresh, models: [...fresh.models, ...gone] };
}

/** Price moves in words, and those that are too large to be taken without a look. */
export function findMoves(fresh, committed) {
	const before = new Map((committed?.models ?? []).map((model) => [model.id, model]));
	const moves = [];
	const suspicious = [];
	for (const model of fresh.models) {
		const old = before.get(model.id);
		if (!old) {
			if (committed) moves.push(`${fresh.provider}/${model.id}: new`);
			continue;
		}
		if (model.retired && !old.retired) moves.push(`${fresh.provider}/${model.id}: retired`);
		for (const key of compared) {
			const was = old.prices.at(-1)?.[key];
			const is = model.prices.at(-1)?.[key];
			if (was === is) continue;
			const line = `${fresh.provider}/${model.id}: ${key} ${was ?? "none"} -> ${is ?? "none"}`;
			moves.push(line);
			if (was !== undefined && is !== undefined && isSuspicious(was, is)) suspicious.push(line);
		}
	}
	return { moves, suspicious };
}

function isSuspicious(was, is) {
	if (was === 0 || is === 0) return was !== is;
	return is / was > moveLimit || was / is > moveLimit;
}
