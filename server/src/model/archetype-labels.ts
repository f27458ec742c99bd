/** What the archetypes are called in front of a person: two words at most, the same in every table. */
import type { Archetype } from "./cost.ts";

export const archetypeLabels: Readonly<Record<Archetype, string>> = {
	"direct-model-vendor": "Vendor API",
	"hyperscaler-native": "Hyperscaler",
	"inference-api-platform": "Inference API",
	"serverless-gpu": "Serverless GPU",
	"specialised-silicon": "Specialised silicon",
	"managed-dedicated": "Managed dedicated",
	"bare-metal-dedicated": "Dedicated GPUs",
};
