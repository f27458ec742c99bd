<?php

namespace App\Console;

use Stripe\StripeClient;

class Digest
{
    public function handle(StripeClient $stripe): void
    {
        $ai = \OpenAI::factory()->withApiKey((string) getenv('KEY'))->make();
        $ai->responses()->create(['model' => 'gpt-5-mini', 'input' => 'Write the digest of the week.']);
        $stripe->paymentIntents->create(['amount' => 100, 'currency' => 'eur']);
        $stripe->invoices()->create(['model' => 'x']);
    }
}
