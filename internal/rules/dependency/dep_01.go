package dependency

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// dep01: private image pulls need ecr.api, ecr.dkr and S3.
var dep01 = rule.Rule{
	ID: "DEP-01", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "Private image pulls need ecr.api, ecr.dkr and S3",
	Why:    "ECR hands out image layers from S3. Without one of the three the pull fails; only Fargate up to platform version 1.3.0 does without ecr.api.",
	Fix:    "Add the missing endpoint, for S3 the free gateway endpoint; or name the service in services if another stack has it.",
	Source: page.ECR,
	Check:  checkPulls,
}

// checkPulls looks at each Region from which images are pulled: because it has an endpoint
// for ECR, because ECR is asked for, or because a workload pulls.
func checkPulls(c *rule.Case) {
	s := stockOf(c)
	if s == nil {
		return
	}
	for _, n := range pullers(s) {
		lacking := s.lacking(n)
		if len(lacking) == 0 {
			continue
		}
		severity, remark := s.severity()
		s.Add(rule.Finding{
			Target: n.target, At: n.at, Severity: severity, Related: pullingWorkloads(s, n.region),
			Detail: fmt.Sprintf("Images are pulled from ECR in %s, and no endpoint for %s is given. A pull needs ecr.api, ecr.dkr and s3, where the layers are.%s", n.region, list(lacking), remark),
		})
	}
	for _, w := range bundles(s, "ecr_pull", "ecs_fargate_pull") {
		judgeBundle(s, w)
	}
}

// pullers are what pulls images, one for each Region and VPC: an endpoint before a service
// before a workload.
func pullers(s *stock) []need {
	var out []need
	add := func(target string, at input.Path, region string, in scope) {
		known := slices.ContainsFunc(out, func(n need) bool {
			yes, _ := n.scope.same(in)
			return yes && n.region == region
		})
		if !known {
			out = append(out, need{target: target, at: at, region: region, scope: in, keys: pulls()})
		}
	}
	for _, e := range s.judged {
		if isRegistry(of(e).key) {
			add(e.Key, e.At, of(e).region, scopeOf(e))
		}
	}
	for _, w := range s.Wishes.Or(nil) {
		if w.Workload == "" && isRegistry(base(w.Key, w.Entry)) {
			add(w.Word, w.At, w.Region, s.here())
		}
	}
	for _, w := range s.Workloads.Or(nil) {
		if isPulling(w) {
			add(w.Name, w.At, s.Region.Code, s.here())
		}
	}
	return out
}

func isRegistry(key string) bool { return key == "ecr.api" || key == "ecr.dkr" }

// isPulling reports whether a workload pulls images whatever its optional parts.
func isPulling(w plan.Workload) bool {
	return slices.Contains(w.Facts.Required, "ecr.api") && slices.Contains(w.Facts.Required, "ecr.dkr")
}

// pullingWorkloads names the rules of the workloads that pull images in a Region besides.
func pullingWorkloads(s *stock, region string) []string {
	var out []string
	if region == s.Region.Code && len(bundles(s, "ecs_ec2")) > 0 {
		out = append(out, "DEP-04")
	}
	if region == s.Region.Code && len(bundles(s, clusters()...)) > 0 {
		out = append(out, "DEP-05")
	}
	return out
}
