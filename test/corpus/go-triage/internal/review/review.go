package review

import (
	"context"
	"os"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/twilio/twilio-go"
	twilioApi "github.com/twilio/twilio-go/rest/api/v2010"
)

var claude = anthropic.NewClient()

func Review(ctx context.Context, diff string) (*anthropic.Message, error) {
	model := os.Getenv("REVIEW_MODEL")
	if model == "" {
		model = "claude-haiku-4-5"
	}
	return claude.Messages.New(ctx, anthropic.MessageNewParams{
		Model:     anthropic.Model(model),
		MaxTokens: 2048,
		System:    []anthropic.TextBlockParam{{Text: "Review the change."}},
		Messages:  []anthropic.MessageParam{anthropic.NewUserMessage(anthropic.NewTextBlock(diff))},
	})
}

func Deep(ctx context.Context, question string) {
	claude.Messages.NewStreaming(ctx, anthropic.MessageNewParams{
		Model:     anthropic.ModelClaudeOpus4_1,
		MaxTokens: 4096,
		Messages:  []anthropic.MessageParam{anthropic.NewUserMessage(anthropic.NewTextBlock(question))},
	})
}

func Notify(ctx context.Context, phone, text string) {
	api := twilio.NewRestClient()
	api.Api.CreateMessage(&twilioApi.CreateMessageParams{To: &phone, Body: &text})
}

func Run(ctx context.Context, client *lambda.Client) {
	client.Invoke(ctx, &lambda.InvokeInput{})
}
