package dependency

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// dep06: systems Manager needs ssm and ssmmessages.
var dep06 = rule.Rule{
	ID: "DEP-06", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "Systems Manager needs ssm and ssmmessages",
	Why:    "Without them an instance in a subnet with no way out never becomes manageable. ec2messages is needed by old agents only, and S3, logs and kms by features that use them.",
	Fix:    "Add the missing endpoints; add ec2messages where agents are old.",
	Source: page.Services,
	Check:  checkManagedInstances,
}

// checkManagedInstances judges the workload that is asked for. Without it, one endpoint of
// the agent alone may serve something else: ssm the Parameter Store, ssmmessages ECS Exec.
func checkManagedInstances(c *rule.Case) {
	s := stockOf(c)
	if s == nil {
		return
	}
	asked := bundles(s, "session_manager")
	for _, w := range asked {
		judgeBundle(s, w)
	}
	if len(asked) > 0 {
		return
	}
	seen := map[site]bool{}
	for _, e := range s.judged {
		n := of(e)
		if !slices.Contains([]string{"ssm", "ssmmessages", "ec2messages"}, n.key) || seen[siteOf(e)] {
			continue
		}
		if old, _ := s.serving(name{"ec2messages", n.region}, scopeOf(e)); n.key != "ec2messages" && len(old) > 0 && old[0].Listed {
			continue // that endpoint says that there are agents, so it speaks for them
		}
		seen[siteOf(e)] = true
		judgeAgents(s, e, n)
	}
}

// judgeAgents speaks about the agents that an endpoint may serve.
func judgeAgents(s *stock, e *plan.Endpoint, n name) {
	wanted := need{target: e.Key, at: e.At, region: n.region, scope: scopeOf(e), keys: []string{"ssm", "ssmmessages"}}
	absent := s.absent(wanted.scope, n.region, wanted.keys...)
	switch {
	case n.key == "ec2messages":
		if lacking := s.lacking(wanted); len(lacking) > 0 {
			severity, remark := s.severity()
			s.Add(rule.Finding{
				Target: e.Key, At: e.At, Severity: severity,
				Detail: fmt.Sprintf("An endpoint for ec2messages serves agents of Systems Manager, which need ssm and ssmmessages too, and no endpoint for %s is given.%s", list(lacking), remark),
			})
		}
	case len(absent) > 0 && s.elsewhere(n):
	case len(absent) > 0:
		s.Remind(e.Key, e.At, "Instances that Systems Manager manages need %s beside %s, and agents before 3.3.40.0 ec2messages too.", list(absent), n.key)
	case len(s.absent(wanted.scope, n.region, "ec2messages")) > 0:
		s.Remind(e.Key, e.At, "Agents of Systems Manager before 3.3.40.0 need ec2messages too.")
	}
}

// elsewhere reports whether another workload asks for a service, so that no agent need be
// there.
func (s *stock) elsewhere(n name) bool {
	return n.region == s.Region.Code && slices.ContainsFunc(s.Wishes.Or(nil), func(w plan.Wish) bool {
		return w.Workload != "" && base(w.Key, w.Entry) == n.key
	})
}
