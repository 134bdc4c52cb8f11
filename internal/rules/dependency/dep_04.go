package dependency

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// dep04: ECS on EC2 needs the endpoints of its agent.
var dep04 = rule.Rule{
	ID: "DEP-04", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "ECS on EC2 needs the endpoints of its agent",
	Why:    "The agent on a container instance reaches ECS through ecs, ecs-agent and ecs-telemetry, and needs all three in Regions opened after 23 December 2023. The awslogs driver needs logs.",
	Fix:    "Add the missing endpoints, or a way out for the container instances.",
	Source: page.ECS,
	Check:  checkAgent,
}

// agent are the services that the agent of a container instance calls.
func agent() []string { return []string{"ecs", "ecs-agent", "ecs-telemetry"} }

// checkAgent wants all endpoints of the agent where the workload is asked for, and where one
// of them is there in a Region that needs all three.
func checkAgent(c *rule.Case) {
	s := stockOf(c)
	if s == nil {
		return
	}
	asked := bundles(s, "ecs_ec2")
	for _, w := range asked {
		judgeBundle(s, w)
	}
	seen := map[site]bool{}
	for _, e := range s.judged {
		region := of(e).region
		if !slices.Contains(agent(), of(e).key) || seen[siteOf(e)] || len(asked) > 0 && region == s.Region.Code {
			continue
		}
		seen[siteOf(e)] = true
		judgeAgent(s, need{target: e.Key, at: e.At, region: region, scope: scopeOf(e), keys: agent()})
	}
}

// judgeAgent wants all three where the Region is new enough.
func judgeAgent(s *stock, n need) {
	if slices.Contains(oldRegions(), n.region) {
		return
	}
	lacking := s.lacking(n)
	switch {
	case len(lacking) == 0:
	case !slices.Contains(newRegions(), n.region):
		s.Missing(n.target, "it is not known whether %s was opened after 23 December 2023", n.region)
	default:
		severity, remark := s.severity()
		s.Add(rule.Finding{
			Target: n.target, At: n.at, Severity: severity,
			Detail: fmt.Sprintf("%s is a Region in which ECS needs ecs, ecs-agent and ecs-telemetry together, and no endpoint for %s is given.%s", n.region, list(lacking), remark),
		})
	}
}
