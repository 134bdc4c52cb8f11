package dependency

import (
	"fmt"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// dep05: A private EKS cluster needs the endpoints of its nodes and add-ons.
var dep05 = rule.Rule{
	ID: "DEP-05", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "A private EKS cluster needs the endpoints of its nodes and add-ons",
	Why:    "Nodes that cannot reach ec2, ECR, S3 and, with IAM roles for service accounts, sts do not join or do not start pods. Other endpoints depend on the features in use.",
	Fix:    "Add the missing endpoints, and those of the optional parts that the cluster uses.",
	Source: page.EKS,
	Check:  checkCluster,
}

// clusters are the workloads that are Kubernetes clusters.
func clusters() []string {
	return []string{"eks_private_cluster", "eksctl_fully_private", "karpenter_private"}
}

// checkCluster judges the clusters that are asked for. An endpoint for the EKS API alone may
// serve operators of a cluster elsewhere, so it is a reminder only.
func checkCluster(c *rule.Case) {
	s := stockOf(c)
	if s == nil {
		return
	}
	asked := bundles(s, clusters()...)
	for _, w := range asked {
		judgeBundle(s, w)
	}
	if len(asked) > 0 {
		return
	}
	for _, e := range s.judged {
		if of(e).key == "eks" && of(e).region == s.Region.Code {
			remindOfCluster(s, e)
			return
		}
	}
}

// remindOfCluster lists what nodes in the VPC would need besides.
func remindOfCluster(s *stock, e *plan.Endpoint) {
	facts, known := s.Catalog.Workload("eks_private_cluster")
	if !known {
		return
	}
	var needed []string
	for _, key := range s.absent(scopeOf(e), s.Region.Code, facts.Required...) {
		needed = append(needed, key+" (nodes)")
	}
	for _, part := range facts.Optional {
		if len(s.absent(scopeOf(e), s.Region.Code, part.Key)) > 0 {
			needed = append(needed, fmt.Sprintf("%s (%s)", part.Key, part.When))
		}
	}
	if len(needed) > 0 {
		s.Remind(e.Key, e.At, "A cluster whose nodes have no way out of this VPC also needs, in the case named: %s.", strings.Join(needed, "; "))
	}
}
