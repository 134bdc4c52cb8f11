# A policy for the S3 endpoint of a VPC in which containers run: our accounts reach our buckets,
# and images can be pulled.
data "vpce_policy_document" "s3" {
  services          = ["s3"]
  region            = "ap-northeast-2"
  vpc_endpoint_type = "Gateway"

  trusted = {
    organization_ids = ["o-a1b2c3d4e5"]
  }

  # Says which resources of AWS are needed: the layers of images lie in a bucket of ECR's.
  workloads = {
    ecs_fargate_pull = []
  }

  lifecycle {
    postcondition {
      condition     = alltrue([for question in ["principal_outside", "resource_outside", "must_allow"] : self.verdicts[question].verdict == "proved"])
      error_message = join("\n", values(self.verdicts)[*].explanation)
    }
  }
}

# The policy of an endpoint that leads to two tables and nothing else.
data "vpce_policy_document" "dynamodb" {
  services = ["dynamodb"]
  region   = "ap-northeast-2"

  trusted = {
    account_ids = ["111111111111"]
  }

  targets = {
    orders = { arn = "arn:aws:dynamodb:ap-northeast-2:111111111111:table/orders" }
    stock  = { arn = "arn:aws:dynamodb:ap-northeast-2:111111111111:table/stock" }
  }
}

output "s3_policy" {
  value = data.vpce_policy_document.s3.json
}

# Why each statement is there.
output "s3_statements" {
  value = { for statement in data.vpce_policy_document.s3.statements : statement.sid => statement.why }
}

output "dynamodb_policy" {
  value = data.vpce_policy_document.dynamodb.json
}
