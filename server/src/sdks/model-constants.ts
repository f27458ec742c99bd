/**
 * Constants that SDKs have for models: `openai.ChatModelGPT4o`, `ChatModel.GPT_4O`, `Model.ClaudeSonnet4_5`.
 * Every SDK spells them out of the model's identifier, so letters and digits alone tell which one is meant. What is
 * not in a descriptor's list stays unknown: a guess could put the wrong price on a call.
 */
import type { SdkDescriptor } from "./descriptor.ts";

export interface ModelConstants {
	readonly byName: ReadonlyMap<string, string>;
	/** Without a type or prefix, by the module they belong to. */
	readonly byModule: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

export function buildModelConstants(descriptors: readonly SdkDescriptor[]): ModelConstants {
	const byName = new Map<string, string>();
	const byModule = new Map<string, Map<string, string>>();
	for (const { modelConstants, clients } of descriptors)
		for (const [type, models] of Object.entries(modelConstants))
			for (const listed of models) {
				// `SmallEmbedding3 = text-embedding-3-small`: a constant that is not spelled like its model.
				const [constant = listed, model = constant] = listed.split(" = ");
				if (type !== "") {
					byName.set(spelled(type + constant), model);
					continue;
				}
				for (const { language, module } of clients) {
					const own = byModule.get(`${language}:${module}`) ?? new Map<string, string>();
					byModule.set(`${language}:${module}`, own.set(spelled(constant), model));
				}
			}
	return { byName, byModule };
}

/** The model a constant's path stands for; null when no descriptor lists it. */
export function modelOfConstant({ byName, byModule }: ModelConstants, path: string): string | null {
	const colon = path.lastIndexOf(":");
	const steps = path.slice(colon + 1).split(".");
	const last = steps.at(-1) ?? "";
	const own = byModule.get(path.slice(0, Math.max(colon, 0)))?.get(spelled(last));
	return own ?? byName.get(spelled(steps.slice(-2).join(""))) ?? byName.get(spelled(last)) ?? null;
}

function spelled(name: string): string {
	return name
		.replaceAll(/(?<=\d)Dot(?=\d)/g, "")
		.toLowerCase()
		.replaceAll(/[^a-z0-9]/g, "");
}
