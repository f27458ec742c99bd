package main

import (
	"context"

	openai "github.com/sashabaranov/go-openai"
)

func main() {
	client := openai.NewClient("key")
	history := []openai.ChatCompletionMessage{{Role: openai.ChatMessageRoleSystem, Content: "Be brief."}}
	for line := range lines() {
		history = append(history, openai.ChatCompletionMessage{Role: openai.ChatMessageRoleUser, Content: line})
		resp, err := client.CreateChatCompletion(context.Background(), openai.ChatCompletionRequest{
			Model:    openai.GPT4oMini,
			Messages: history,
		})
		if err != nil {
			continue
		}
		println(resp.Choices[0].Message.Content)
	}
}

func lines() chan string { return make(chan string) }
