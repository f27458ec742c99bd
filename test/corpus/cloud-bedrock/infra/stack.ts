import { Stack, type StackProps } from "aws-cdk-lib";
import { Function as Lambda, Runtime, Code } from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";

export class ClaimsStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const assess = new Lambda(this, "Assess", {
      runtime: Runtime.PYTHON_3_12,
      handler: "claims.aws.handler",
      code: Code.fromAsset(".."),
      environment: { ASSESS_MODEL_ID: "anthropic.claude-sonnet-4-5-20250929-v1:0" },
    });
    assess.grantInvoke(assess.role ?? assess);
  }
}
