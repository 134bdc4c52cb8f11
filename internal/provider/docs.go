package provider

import "strings"

// Texts that several schemas share, so that they say the same everywhere.

const regionDocs = "Region of the VPC, such as `ap-northeast-2`. If null, the provider's `region`, then `AWS_REGION`, then `AWS_DEFAULT_REGION`; an error if there is none."

const serviceDocs = "a catalogue key (`ecr.api`), an alias (`ecr` stands for `ecr.api` and `ecr.dkr`), a display name (`Secrets Manager`) " +
	"or a full service name (`com.amazonaws.ap-northeast-2.logs`), each with `@<region>` behind it for the service of another Region (`s3@us-west-2`)"

const asOfDocs = "Date of the built-in facts, `YYYY-MM-DD`."

// words lists allowed values in code font.
func words(list []string) string {
	return "`" + strings.Join(list, "`, `") + "`"
}
