<?php

namespace App\Services;

use Anthropic\Client;
use Anthropic\Messages\Model;
use App\Models\Message;

final class Summaries
{
    public function __construct(private readonly Client $claude, private \Twilio\Rest\Client $twilio)
    {
    }

    public function summarise(string $text): string
    {
        $message = $this->claude->messages->create(
            maxTokens: 1024,
            system: 'Summarise in three sentences.',
            messages: [['role' => 'user', 'content' => $text]],
            model: Model::CLAUDE_SONNET_4_5,
        );
        Message::create(['text' => $text, 'model' => 'note']);

        return $message->content[0]->text;
    }

    public function notify(string $phone): void
    {
        $this->twilio->messages->create($phone, ['from' => '+1', 'body' => 'Done']);
    }
}
