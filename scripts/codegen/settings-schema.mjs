/** The settings as JSON schema: for the editor's settings page in package.json, and on its own for other editors. */
export function manifestWithSettings(text, declarations) {
	const manifest = JSON.parse(text);
	manifest.contributes = {
		...manifest.contributes,
		configuration: { title: "LCPR", properties: properties(declarations) },
	};
	return `${JSON.stringify(manifest, null, "\t")}\n`;
}

export function settingsSchema(declarations) {
	const schema = {
		$schema: "http://json-schema.org/draft-07/schema#",
		title: "Settings of LCPR",
		type: "object",
		properties: properties(declarations),
		additionalProperties: false,
	};
	return `${JSON.stringify(schema, null, "\t")}\n`;
}

function properties({ rules, settings }) {
	return Object.fromEntries(
		settings.map((setting, order) => [
			`lcpr.${setting.key}`,
			{
				...typeOf(setting, rules),
				default: setting.default,
				markdownDescription: setting.description,
				scope: setting.scope,
				order,
			},
		]),
	);
}

function typeOf(setting, rules) {
	switch (setting.type) {
		case "choice":
			return { type: "string", ...choices(setting) };
		case "boolean":
			return { type: "boolean" };
		case "number": {
			const range = setting.maximum === null ? {} : { maximum: setting.maximum };
			return { type: ["number", "null"], minimum: setting.minimum, ...range };
		}
		case "date":
			return { type: ["string", "null"], pattern: "^(\\d{4}-\\d{2}-\\d{2})?$" };
		case "text-list":
			return { type: "array", items: { type: "string" } };
		case "choice-list":
			return { type: "array", items: { type: "string", ...choices(setting) }, uniqueItems: true };
		case "rule-severities":
			return byRule(rules, (rule) => ({
				enum: ["off", "hint", "information", "warning", "error"],
				markdownDescription: rule.summary,
			}));
		case "rule-options":
			return byRule(
				rules.filter((rule) => Object.keys(rule.options).length > 0),
				(rule) => ({ type: "object", additionalProperties: false, properties: optionProperties(rule) }),
			);
		default:
			throw new Error(`no schema for a setting of type ${setting.type}`);
	}
}

function choices(setting) {
	return {
		enum: setting.choices.map((choice) => choice.value),
		markdownEnumDescriptions: setting.choices.map((choice) => choice.description),
	};
}

function byRule(rules, schemaOf) {
	return {
		type: "object",
		additionalProperties: false,
		properties: Object.fromEntries(rules.map((rule) => [rule.id, schemaOf(rule)])),
	};
}

function optionProperties(rule) {
	return Object.fromEntries(
		Object.entries(rule.options).map(([name, option]) => [
			name,
			{ type: "number", minimum: 0, default: option.default, markdownDescription: option.description },
		]),
	);
}
