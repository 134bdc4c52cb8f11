package compose_test

import (
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/compose"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/owned"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
)

// TestWhatIsRequiredPassesInFull holds the document to the facts themselves: every action on
// every resource that a workload cannot do without, from whoever sends such requests.
func TestWhatIsRequiredPassesInFull(t *testing.T) {
	t.Parallel()
	facts, err := owned.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range facts.All() {
		if !f.Required {
			continue
		}
		t.Run(f.ID, func(t *testing.T) {
			t.Parallel()
			const region, partition = "us-east-1", "aws"
			in := compose.Input{
				Services: services(t, f.EndpointServices...), Beside: f.Services, Region: region, Partition: partition,
				Trusted: prove.Trusted{Organizations: []string{corp}},
			}
			access := map[string]prove.Access{}
			for _, r := range facts.For(f.Services, nil, region, partition) {
				if r.ID != f.ID {
					continue
				}
				a := prove.Access{Actions: r.Actions, Resources: r.ResourceARNs}
				if !r.AnyCaller {
					a.Principals = []string{"trusted"}
				}
				access[r.ID] = a
			}
			if len(access) == 0 {
				t.Fatal("nothing is known in us-east-1")
			}
			answer, err := prove.Ask(parse.Parse(composed(t, in).JSON).Document, prove.Question{
				Kind: prove.MustAllow, Access: access, Trusted: in.Trusted, Partition: partition, Vocabulary: words(t),
			})
			if err != nil || answer.Verdict != prove.Proved {
				t.Errorf("%v %s", err, answer.Explanation)
			}
		})
	}
}
