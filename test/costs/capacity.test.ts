import { describe, expect, it } from "vitest";
import { compareAdapterServing } from "../../server/src/costs/adapters.ts";
import {
	busyGpuSeconds,
	gpusNeeded,
	rentCrossover,
	scaleToZeroUsdPerMonth,
} from "../../server/src/costs/gpu-capacity.ts";
import { keyValueBytesPerToken, maximumBatchSize, requestsInFlight } from "../../server/src/costs/serving-memory.ts";

const h100 = { usdPerGpuHour: 3.99, tokensPerSecond: 1_500, utilization: 0.4 };
const demand = { requestsPerMonth: 500_000, retryRate: 0.03, inputTokens: 800, outputTokens: 400 };
const llama70b = { layers: 80, keyValueHeads: 8, headDimension: 128, bytesPerValue: 2 };

describe("memory of a GPU", () => {
	it("a token of Llama 70B takes 320 KiB of cache", () => {
		expect(keyValueBytesPerToken(llama70b)).toBe(327_680);
	});

	it("the batch is what fits beside the weights, and none when nothing does", () => {
		const memory = { totalBytes: 80e9, weightBytes: 35e9, reservedBytes: 5e9 };
		expect(maximumBatchSize(llama70b, memory, 4_096)).toBe(29);
		expect(maximumBatchSize(llama70b, { ...memory, weightBytes: 79e9 }, 4_096)).toBe(0);
	});

	it("a longer context leaves room for fewer requests", () => {
		const memory = { totalBytes: 80e9, weightBytes: 35e9, reservedBytes: 5e9 };
		expect(maximumBatchSize(llama70b, memory, 8_192)).toBe(14);
	});

	it("100 requests a second of 2 seconds each are 200 in flight", () => {
		expect(requestsInFlight(100, 2)).toBe(200);
	});
});

describe("time of a GPU", () => {
	it("long inputs take their share when the prefill speed is known, and none when it is not", () => {
		const long = { ...demand, inputTokens: 20_000 };
		expect(busyGpuSeconds(long, h100)).toBe(busyGpuSeconds(demand, h100));
		expect(busyGpuSeconds(long, { ...h100, prefillTokensPerSecond: 10_000 })).toBeGreaterThan(
			busyGpuSeconds(long, h100) * 2,
		);
	});

	it("noise above a whole number does not rent another GPU", () => {
		const exactly = { ...demand, requestsPerMonth: (3 * 1_500 * 0.4 * 2_592_000) / 400, retryRate: 0 };
		expect(gpusNeeded(exactly, h100)).toBe(3);
		expect(gpusNeeded({ ...exactly, requestsPerMonth: exactly.requestsPerMonth + 1 }, h100)).toBe(4);
	});

	it("scale-to-zero pays for seconds in use and for cold starts", () => {
		const none = { perMonth: 0, secondsEach: 30 };
		const busyHours = (500_000 * 1.03 * 400) / (1_500 * 0.4) / 3_600;
		expect(scaleToZeroUsdPerMonth(demand, h100, none)).toBeCloseTo(busyHours * 3.99, 6);
		const hourly = scaleToZeroUsdPerMonth(demand, h100, { perMonth: 720, secondsEach: 30 });
		expect(hourly).toBeCloseTo((busyHours + 6) * 3.99, 6);
	});

	it("renting pays off from the volume whose tokens cost a GPU's month, or never", () => {
		expect(rentCrossover(demand, h100, 0.00116)).toBeCloseTo((3.99 * 720) / (0.00116 * 1.03), 6);
		expect(rentCrossover(demand, h100, 0.0001)).toBeNull();
	});
});

describe("fine-tuned adapters", () => {
	it("share GPUs, or take at least one each", () => {
		const costs = compareAdapterServing({ adapters: 20, demand, rate: h100 });
		expect(costs).toMatchObject({ sharedGpus: 1, dedicatedGpus: 20, multiple: 20 });
		expect(costs.dedicatedUsdPerMonth).toBeCloseTo(20 * 2_872.8, 6);
	});

	it("a single adapter costs the same either way", () => {
		expect(compareAdapterServing({ adapters: 1, demand, rate: h100 }).multiple).toBe(1);
	});
});
