package desk

import "context"

type Store interface {
	Create(ctx context.Context, t Ticket) error
	Append(chunk any)
}
