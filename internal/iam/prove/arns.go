package prove

import (
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

const arnKinds = 4

// kindsOfARN are the kinds of callers with an ARN of their own, the most usual first.
func kindsOfARN() [arnKinds]match.CallerKind {
	return [...]match.CallerKind{match.Role, match.User, match.Root, match.FederatedSession}
}

// arnOf is the set of ARNs with an account and a partition, or any partition if it is empty.
func arnOf(partition string, account symbolic.Expr) symbolic.Expr {
	within := symbolic.Run(symbolic.NotColon)
	first := within
	if partition != "" {
		first = symbolic.Text(partition)
	}
	return symbolic.Join(symbolic.Text("arn:"), first, symbolic.Text(":"), within, symbolic.Text(":"), within,
		symbolic.Text(":"), account, symbolic.Text(":"), symbolic.Run(symbolic.Any))
}

// shapes are the ARNs of a kind.
func (c *callers) shapes(s *system, kind match.CallerKind) symbolic.List {
	service, what := "iam", symbolic.Text("root")
	switch kind {
	case match.Role:
		what = symbolic.Join(symbolic.Text("role/"), symbolic.Run(symbolic.NamePath), symbolic.Some(symbolic.Name))
	case match.User:
		what = symbolic.Join(symbolic.Text("user/"), symbolic.Run(symbolic.NamePath), symbolic.Some(symbolic.Name))
	case match.FederatedSession:
		service, what = "sts", symbolic.Join(symbolic.Text("federated-user/"), symbolic.Some(symbolic.Name))
	case match.Root, match.Anonymous, match.RoleSession, match.ServicePrincipal, match.Provider:
	}
	rest := symbolic.Join(symbolic.Text(":"+service+"::"), symbolic.Times(symbolic.Digit, 12, 12), symbolic.Text(":"), what)
	if !s.facts.on(onePartition) {
		return symbolic.List{symbolic.Join(symbolic.Text("arn:"), symbolic.Some(symbolic.Label), rest)}
	}
	var list symbolic.List
	for _, partition := range c.of(s) {
		list = append(list, symbolic.Join(symbolic.Text("arn:"+partition), rest))
	}
	return list
}

// of returns the partitions that callers can be of, the usual one first.
func (c *callers) of(s *system) []string {
	if s.question.Partition != "" && s.facts.on(onePartition) {
		return []string{s.question.Partition}
	}
	all := []string{"aws"}
	for _, p := range c.partitions {
		if !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	return all
}

func sessionARN(role match.Caller, session string) string {
	return "arn:" + role.Partition + ":sts::" + role.Account + ":assumed-role/" + role.Name + "/" + session
}

// plainARN is the ARN of a caller about whom nothing is said.
func (c *callers) plainARN(s *system, kind match.CallerKind, account string) string {
	partition := c.of(s)[0]
	iam := "arn:" + partition + ":iam::" + account + ":"
	switch kind {
	case match.User:
		return iam + "user/example"
	case match.Root:
		return iam + "root"
	case match.FederatedSession:
		return "arn:" + partition + ":sts::" + account + ":federated-user/example"
	case match.Role, match.RoleSession, match.Anonymous, match.ServicePrincipal, match.Provider:
	}
	return iam + "role/example"
}
