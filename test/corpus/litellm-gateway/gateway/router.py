import os

from litellm import Router

router = Router(
    model_list=[
        {
            "model_name": "default",
            "litellm_params": {"model": "azure/gpt-4o-eu", "api_key": os.getenv("AZURE_API_KEY"), "api_base": os.getenv("AZURE_API_BASE")},
        },
        {"model_name": "default", "litellm_params": {"model": "openai/gpt-4o"}},
        {"model_name": "cheap", "litellm_params": {"model": "openai/gpt-4o-mini"}},
    ],
    num_retries=2,
)

RULES = (
    "You rewrite messages of tenants to their landlord so that they are polite, short and legally harmless. "
    "Keep every fact, every date and every amount. Remove threats, insults and promises. Do not add a legal basis that the "
    "tenant has not named. When the tenant asks for a reduction of the rent, keep the number but turn the demand into a question. "
    "Do not begin with thanks and do not end with a greeting. Write in the language of the message."
)


async def polish(message: str) -> str:
    response = await router.acompletion(
        model="cheap",
        messages=[{"role": "system", "content": RULES}, {"role": "user", "content": message}],
    )
    return response.choices[0].message.content


async def polish_for(tenant: str, flat: str, message: str) -> str:
    response = await router.acompletion(
        model="default",
        messages=[
            {"role": "system", "content": f"Tenant: {tenant}, flat {flat}"},
            {"role": "system", "content": RULES},
            {"role": "user", "content": message},
        ],
    )
    return response.choices[0].message.content


def route(path: str, handlers: dict):
    return handlers[path].completion(path)
