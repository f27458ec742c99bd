import { Queue, Worker } from "bullmq";
import { LambdaClient, InvokeCommand } from "@aws-sdk/client-lambda";
import { S3Client, PutObjectCommand } from "@aws-sdk/client-s3";
import { handle } from "./complaints.js";

const lambda = new LambdaClient({});
const s3 = new S3Client({});
export const completions = new Queue("completions");

export const worker = new Worker("completions", async (job) => {
  const result = await handle(job.data);
  await s3.send(new PutObjectCommand({ Bucket: "letters", Key: job.id ?? "", Body: result.reply }));
  await lambda.send(new InvokeCommand({ FunctionName: "model-metrics", Payload: Buffer.from(result.short) }));
});

export async function enqueue(prompt: string) {
  await completions.add("create", { model: "queue", messages: [prompt] });
}
