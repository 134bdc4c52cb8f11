package account

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// acc21: A resource configuration or service network of another account must be shared.
var acc21 = rule.Rule{
	ID: "ACC-21", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "A resource configuration or service network of another account must be shared",
	Why:    "The endpoint cannot name it before AWS Resource Access Manager has shared it and the share was accepted.",
	Fix:    "Share it through AWS RAM, accept the share, and set shared to true.",
	Source: page.ResourceEndpoint,
	Check:  checkShared,
}

// checkShared asks of everything of another account that a Resource or ServiceNetwork endpoint
// leads to whether it is shared with this one.
func checkShared(c *rule.Case) {
	for _, e := range c.Judged() {
		if e.Service.Kind == plan.Undecided {
			c.Leads(e)
		}
		switch e.Service.Kind {
		case plan.Lattice:
			var said shared
			if r := e.Service.Resource; r != nil {
				said = shared{r.Key, r.At, r.Shared, true}
			}
			said.judge(c, e, "resource_configurations", c.ResourceConfigurations)
		case plan.Mesh:
			var said shared
			if n := e.Service.Network; n != nil {
				said = shared{n.Key, n.At, n.Shared, true}
			}
			said.judge(c, e, "service_networks", c.ServiceNetworks)
		case plan.Undecided, plan.AWS, plan.Own:
		}
	}
}

// shared is what the caller says about something that can be shared.
type shared struct {
	key    string
	at     input.Path
	shared plan.Flag
	listed bool
}

// given is what every input tells of itself.
type given interface {
	IsGiven() bool
	IsUnknown() bool
}

// judge judges what one endpoint leads to.
func (s shared) judge(c *rule.Case, e *plan.Endpoint, name string, list given) {
	if s.shared.Or(false) {
		return
	}
	owner := holderOf(e)
	if !s.listed && owner.IsAbsent() {
		c.Need("", name, list)
		return
	}
	target := s.key
	if !s.listed {
		target = e.Key
	}
	if !c.Need(target, "owner_id", owner) {
		return
	}
	account, known := consumerOf(c, e)
	switch {
	case !known || account == owner.Or(""):
	case !s.listed && !c.Need("", name, list): // said
	case !s.listed:
		c.Missing(e.Key, "%s has no entry for it, so whether it is shared is not given", name)
	case c.Need(s.key, "shared", s.shared):
		c.Fault(s.key, s.at.Attribute("shared"), "%q belongs to account %s and is not shared with account %s, so endpoint %q cannot name it.", s.key, owner.Or(""), account, e.Key)
	}
}
