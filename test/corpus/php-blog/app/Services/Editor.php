<?php

namespace App\Services;

use OpenAI;
use OpenAI\Client;
use OpenAI\Laravel\Facades\OpenAI as LaravelOpenAI;

class Editor
{
    private const RULES = 'You answer questions of people who garden on balconies. Keep to plants that live in pots, say how much light and water each needs, never recommend a plant that is poisonous for pets, name the month in which to sow, and when you are not sure about a plant say so plainly instead of guessing. Close with one sentence that says what to look after next week. ';

    private Client $client;

    public function __construct(string $key)
    {
        $this->client = OpenAI::client($key);
    }

    public function improve(string $text): string
    {
        $response = $this->client->chat()->create([
            'model' => 'gpt-4.1-mini',
            'max_tokens' => 400,
            'messages' => [
                ['role' => 'system', 'content' => self::RULES],
                ['role' => 'user', 'content' => $text],
            ],
        ]);

        return $response->choices[0]->message->content;
    }

    public function greet(string $reader)
    {
        $prompt = "The reader is {$reader}. " . self::RULES;

        return LaravelOpenAI::chat()->createStreamed([
            'model' => 'gpt-4o',
            'messages' => [['role' => 'user', 'content' => $prompt]],
        ]);
    }

    public function vectors(array $texts): array
    {
        return $this->client->embeddings()->create([
            'model' => 'text-embedding-3-small',
            'input' => $texts,
        ])->embeddings;
    }
}
