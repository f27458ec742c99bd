package desk

import (
	"context"
	"fmt"
	"strings"

	"github.com/openai/openai-go/v2"
	"github.com/openai/openai-go/v2/option"
)

const rules = "You answer questions of people who garden on balconies. Keep to plants that live in pots, say how much light and water each needs, never recommend a plant that is poisonous for pets, name the month in which to sow, and when you are not sure about a plant say so plainly instead of guessing. Close with one sentence that says what to look after next week. "

type Ticket struct {
	Customer string
	Body     string
}

type Desk struct {
	client openai.Client
	store  Store
}

func New(key string, store Store) *Desk {
	return &Desk{client: openai.NewClient(option.WithAPIKey(key)), store: store}
}

func (d *Desk) Answer(ctx context.Context, t Ticket) (string, error) {
	done, err := d.client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{
		Model:               openai.ChatModelGPT4_1Mini,
		MaxCompletionTokens: openai.Int(400),
		Messages: []openai.ChatCompletionMessageParamUnion{
			openai.SystemMessage(rules),
			openai.UserMessage(t.Body),
		},
	})
	if err != nil {
		return "", fmt.Errorf("answer: %w", err)
	}
	d.store.Create(ctx, t)
	return done.Choices[0].Message.Content, nil
}

func (d *Desk) Greet(ctx context.Context, t Ticket) error {
	prompt := fmt.Sprintf("The customer is %s. %s", t.Customer, rules)
	params := openai.ChatCompletionNewParams{Model: "gpt-4o"}
	params.Messages = append(params.Messages, openai.UserMessage(prompt))
	stream := d.client.Chat.Completions.NewStreaming(ctx, params)
	for stream.Next() {
		d.store.Append(stream.Current())
	}
	return stream.Err()
}

func (d *Desk) Vector(ctx context.Context, texts []string) (*openai.CreateEmbeddingResponse, error) {
	return d.client.Embeddings.New(ctx, openai.EmbeddingNewParams{
		Model: openai.EmbeddingModelTextEmbedding3Small,
		Input: openai.EmbeddingNewParamsInputUnion{OfArrayOfStrings: texts},
	})
}

func words(text string) []string {
	return strings.Fields(text)
}
