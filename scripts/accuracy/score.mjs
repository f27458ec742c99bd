// Compares one scan with its labels, and adds comparisons up.

/** Static tokens after the first change from which a prompt counts as cache-hostile. */
const hostileTokens = 50;

export function emptyScore() {
	return {
		direct: { found: 0, missed: 0, extra: 0 },
		wrapper: { found: 0, missed: 0, extra: 0 },
		silent: { kept: 0, alarmed: 0 },
		sdk: { right: 0, wrong: 0 },
		model: { right: 0, wrong: 0, unresolved: 0, invented: 0, knowable: 0 },
		hostile: { right: 0, missed: 0, extra: 0, agreed: 0 },
	};
}

export function addScores(total, one) {
	for (const [group, counts] of Object.entries(one)) {
		for (const [name, count] of Object.entries(counts)) total[group][name] += count;
	}
}

export function score(labels, scan) {
	const result = emptyScore();
	const misses = [];
	const key = (item) => `${item.file}#${item.cell ?? ""}:${item.line}`;
	const reported = new Map();
	for (const call of scan.calls) {
		const list = reported.get(key(call)) ?? [];
		list.push(call);
		reported.set(key(call), list);
	}
	const matched = new Set();
	for (const label of labels.calls) {
		const call = (reported.get(key(label)) ?? []).find((c) => c.kind === label.kind && !matched.has(c));
		if (!call) {
			result[label.kind].missed++;
			misses.push(`missed ${label.kind} ${label.at}`);
			continue;
		}
		matched.add(call);
		result[label.kind].found++;
		scoreSdk(result.sdk, label, call, misses);
		scoreModel(result.model, label, call, misses);
		scoreVerdict(result.hostile, label, call, misses);
	}
	const silent = new Set(labels.silent.map(key));
	for (const call of scan.calls) {
		if (matched.has(call)) continue;
		if (labels.complete !== "all" && !labels.complete.includes(call.file)) continue;
		result[call.kind].extra++;
		misses.push(`false alarm ${call.kind} (${call.confidence}, ${call.sdk}) ${key(call)}`);
	}
	for (const place of silent) result.silent[reported.has(place) ? "alarmed" : "kept"]++;
	return { score: result, misses };
}

function scoreSdk(sdk, label, call, misses) {
	if (label.sdk === undefined) return;
	if (call.sdk === label.sdk) sdk.right++;
	else {
		sdk.wrong++;
		misses.push(`sdk ${label.sdk} read as ${call.sdk} at ${label.at}`);
	}
}

function scoreModel(model, label, call, misses) {
	if (label.model === undefined) return;
	if (label.model === "unknown") {
		if (call.model !== null) {
			model.invented++;
			misses.push(`invented model ${call.model} at ${label.at}`);
		}
		return;
	}
	model.knowable++;
	if (call.model === label.model) model.right++;
	else if (call.model === null) {
		model.unresolved++;
		misses.push(`model ${label.model} not resolved at ${label.at}`);
	} else {
		model.wrong++;
		misses.push(`model ${label.model} read as ${call.model} at ${label.at}`);
	}
}

function scoreVerdict(hostile, label, call, misses) {
	if (label.hostile === undefined) return;
	const says = call.prompt.staticTokensAfterFirstChange >= hostileTokens;
	if (says && label.hostile) hostile.right++;
	else if (!says && !label.hostile) hostile.agreed++;
	else {
		hostile[label.hostile ? "missed" : "extra"]++;
		misses.push(
			`verdict at ${label.at}: labelled ${label.hostile ? "hostile" : "fine"}, ${call.prompt.staticTokensAfterFirstChange} static tokens after the first change`,
		);
	}
}

/** Shares between 0 and 1; null when nothing was judged. */
export function rates(total) {
	const share = (part, whole) => (whole === 0 ? null : Number((part / whole).toFixed(4)));
	const found = total.direct.found + total.wrapper.found;
	return {
		precision: share(found, found + total.direct.extra + total.wrapper.extra),
		directRecall: share(total.direct.found, total.direct.found + total.direct.missed),
		wrapperRecall: share(total.wrapper.found, total.wrapper.found + total.wrapper.missed),
		lookAlikesSilent: share(total.silent.kept, total.silent.kept + total.silent.alarmed),
		sdkRight: share(total.sdk.right, total.sdk.right + total.sdk.wrong),
		modelRight: share(total.model.right, total.model.knowable),
		modelNotWrong: share(found - total.model.wrong - total.model.invented, found),
		hostilePrecision: share(total.hostile.right, total.hostile.right + total.hostile.extra),
		hostileRecall: share(total.hostile.right, total.hostile.right + total.hostile.missed),
	};
}

/** Every rate that is lower than in the committed baseline, as a sentence. */
export function findDrops(baseline, now) {
	return Object.entries(now).flatMap(([group, current]) =>
		Object.entries(current).flatMap(([name, value]) => {
			const before = baseline[group]?.[name];
			if (typeof before !== "number" || value === null || value >= before - 0.0005) return [];
			return [`dropped: ${group} ${name} ${(before * 100).toFixed(1)} % -> ${(value * 100).toFixed(1)} %`];
		}),
	);
}

export function formatScores(title, perSet, total) {
	const percent = (value) => (value === null ? "     –" : `${(value * 100).toFixed(1).padStart(5)} %`);
	const header = [
		"precision",
		"direct recall",
		"wrapper recall",
		"look-alikes silent",
		"sdk right",
		"model right",
		"model not wrong",
		"hostile precision",
		"hostile recall",
	];
	const width = Math.max(20, ...perSet.map((set) => set.name.length));
	const row = (name, score) =>
		`  ${name.padEnd(width)}  ${Object.values(rates(score))
			.map((v, i) => percent(v).padStart(header[i].length))
			.join("  ")}`;
	const sites = total.direct.found + total.direct.missed + total.wrapper.found + total.wrapper.missed;
	return [
		`${title}: ${sites} labelled calls, ${total.silent.kept + total.silent.alarmed} look-alikes`,
		`  ${"".padEnd(width)}  ${header.join("  ")}`,
		...perSet.map((set) => row(set.name, set.score)),
		row("all", total),
		"",
	].join("\n");
}

/** A Markdown table with one row for each named group. */
export function formatMarkdown(groups) {
	const percent = (value) => (value === null ? "–" : `${(value * 100).toFixed(1)} %`);
	const rows = groups.map(([name, { perSet, total }]) => {
		const r = rates(total);
		const sites = total.direct.found + total.direct.missed + total.wrapper.found + total.wrapper.missed;
		const shares = [r.precision, r.directRecall, r.wrapperRecall, r.modelRight, r.hostilePrecision, r.hostileRecall];
		return `| ${name} (${perSet.length} sets, ${sites} labelled calls) | ${shares.map(percent).join(" | ")} |`;
	});
	return [
		"| Labelled code | Precision | Recall, direct | Recall, wrappers | Model right | Cache-hostile, precision | Cache-hostile, recall |",
		"| --- | --- | --- | --- | --- | --- | --- |",
		...rows,
	].join("\n");
}
