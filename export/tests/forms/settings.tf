resource "aws_dynamodb_table" "main_one" {
  name                        = "main-one"
  billing_mode                = "PROVISIONED"
  read_capacity               = 100
  write_capacity              = 50
  hash_key                    = "PK"
  range_key                   = "SK"
  table_class                 = "STANDARD_INFREQUENT_ACCESS"
  deletion_protection_enabled = true

  stream_enabled   = true
  stream_view_type = "NEW_IMAGE"

  attribute {
    name = "PK"
    type = "S"
  }

  attribute {
    name = "SK"
    type = "S"
  }

  attribute {
    name = "GSI1PK"
    type = "S"
  }

  attribute {
    name = "GSI1SK"
    type = "S"
  }

  attribute {
    name = "tenant"
    type = "S"
  }

  attribute {
    name = "region"
    type = "S"
  }

  attribute {
    name = "status"
    type = "S"
  }

  attribute {
    name = "id"
    type = "S"
  }

  attribute {
    name = "note"
    type = "S"
  }

  global_secondary_index {
    name            = "GSI1"
    hash_key        = "GSI1PK"
    range_key       = "GSI1SK"
    projection_type = "KEYS_ONLY"
    read_capacity   = 100
    write_capacity  = 50
  }

  global_secondary_index {
    name               = "by_two"
    projection_type    = "INCLUDE"
    non_key_attributes = ["note", "type"]
    read_capacity      = 100
    write_capacity     = 50

    key_schema {
      attribute_name = "tenant"
      key_type       = "HASH"
    }

    key_schema {
      attribute_name = "region"
      key_type       = "HASH"
    }

    key_schema {
      attribute_name = "status"
      key_type       = "RANGE"
    }

    key_schema {
      attribute_name = "id"
      key_type       = "RANGE"
    }
  }

  local_secondary_index {
    name            = "by_note"
    range_key       = "note"
    projection_type = "ALL"
  }

  point_in_time_recovery {
    enabled = true
  }

  lifecycle {
    ignore_changes = [read_capacity, write_capacity]
  }
}

resource "aws_appautoscaling_target" "main_one_read" {
  service_namespace  = "dynamodb"
  scalable_dimension = "dynamodb:table:ReadCapacityUnits"
  resource_id        = "table/${aws_dynamodb_table.main_one.name}"
  min_capacity       = 10
  max_capacity       = 500
}

resource "aws_appautoscaling_policy" "main_one_read" {
  name               = "main_one_read"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.main_one_read.service_namespace
  scalable_dimension = aws_appautoscaling_target.main_one_read.scalable_dimension
  resource_id        = aws_appautoscaling_target.main_one_read.resource_id

  target_tracking_scaling_policy_configuration {
    target_value = 70

    predefined_metric_specification {
      predefined_metric_type = "DynamoDBReadCapacityUtilization"
    }
  }
}

resource "aws_appautoscaling_target" "main_one_write" {
  service_namespace  = "dynamodb"
  scalable_dimension = "dynamodb:table:WriteCapacityUnits"
  resource_id        = "table/${aws_dynamodb_table.main_one.name}"
  min_capacity       = 10
  max_capacity       = 500
}

resource "aws_appautoscaling_policy" "main_one_write" {
  name               = "main_one_write"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.main_one_write.service_namespace
  scalable_dimension = aws_appautoscaling_target.main_one_write.scalable_dimension
  resource_id        = aws_appautoscaling_target.main_one_write.resource_id

  target_tracking_scaling_policy_configuration {
    target_value = 70

    predefined_metric_specification {
      predefined_metric_type = "DynamoDBWriteCapacityUtilization"
    }
  }
}

resource "aws_appautoscaling_target" "main_one_gsi1_read" {
  service_namespace  = "dynamodb"
  scalable_dimension = "dynamodb:index:ReadCapacityUnits"
  resource_id        = "table/${aws_dynamodb_table.main_one.name}/index/GSI1"
  min_capacity       = 10
  max_capacity       = 500
}

resource "aws_appautoscaling_policy" "main_one_gsi1_read" {
  name               = "main_one_gsi1_read"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.main_one_gsi1_read.service_namespace
  scalable_dimension = aws_appautoscaling_target.main_one_gsi1_read.scalable_dimension
  resource_id        = aws_appautoscaling_target.main_one_gsi1_read.resource_id

  target_tracking_scaling_policy_configuration {
    target_value = 70

    predefined_metric_specification {
      predefined_metric_type = "DynamoDBReadCapacityUtilization"
    }
  }
}

resource "aws_appautoscaling_target" "main_one_gsi1_write" {
  service_namespace  = "dynamodb"
  scalable_dimension = "dynamodb:index:WriteCapacityUnits"
  resource_id        = "table/${aws_dynamodb_table.main_one.name}/index/GSI1"
  min_capacity       = 10
  max_capacity       = 500
}

resource "aws_appautoscaling_policy" "main_one_gsi1_write" {
  name               = "main_one_gsi1_write"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.main_one_gsi1_write.service_namespace
  scalable_dimension = aws_appautoscaling_target.main_one_gsi1_write.scalable_dimension
  resource_id        = aws_appautoscaling_target.main_one_gsi1_write.resource_id

  target_tracking_scaling_policy_configuration {
    target_value = 70

    predefined_metric_specification {
      predefined_metric_type = "DynamoDBWriteCapacityUtilization"
    }
  }
}

resource "aws_appautoscaling_target" "main_one_by_two_read" {
  service_namespace  = "dynamodb"
  scalable_dimension = "dynamodb:index:ReadCapacityUnits"
  resource_id        = "table/${aws_dynamodb_table.main_one.name}/index/by_two"
  min_capacity       = 10
  max_capacity       = 500
}

resource "aws_appautoscaling_policy" "main_one_by_two_read" {
  name               = "main_one_by_two_read"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.main_one_by_two_read.service_namespace
  scalable_dimension = aws_appautoscaling_target.main_one_by_two_read.scalable_dimension
  resource_id        = aws_appautoscaling_target.main_one_by_two_read.resource_id

  target_tracking_scaling_policy_configuration {
    target_value = 70

    predefined_metric_specification {
      predefined_metric_type = "DynamoDBReadCapacityUtilization"
    }
  }
}

resource "aws_appautoscaling_target" "main_one_by_two_write" {
  service_namespace  = "dynamodb"
  scalable_dimension = "dynamodb:index:WriteCapacityUnits"
  resource_id        = "table/${aws_dynamodb_table.main_one.name}/index/by_two"
  min_capacity       = 10
  max_capacity       = 500
}

resource "aws_appautoscaling_policy" "main_one_by_two_write" {
  name               = "main_one_by_two_write"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.main_one_by_two_write.service_namespace
  scalable_dimension = aws_appautoscaling_target.main_one_by_two_write.scalable_dimension
  resource_id        = aws_appautoscaling_target.main_one_by_two_write.resource_id

  target_tracking_scaling_policy_configuration {
    target_value = 70

    predefined_metric_specification {
      predefined_metric_type = "DynamoDBWriteCapacityUtilization"
    }
  }
}

output "main_one_table_name" {
  value = aws_dynamodb_table.main_one.name
}

output "main_one_table_arn" {
  value = aws_dynamodb_table.main_one.arn
}

resource "aws_dynamodb_table" "capped" {
  name                        = "capped"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  table_class                 = "STANDARD"
  deletion_protection_enabled = true

  attribute {
    name = "id"
    type = "S"
  }

  warm_throughput {
    read_units_per_second  = 20000
    write_units_per_second = 8000
  }

  on_demand_throughput {
    max_read_request_units  = 40000
    max_write_request_units = 10000
  }
}

resource "aws_dynamodb_contributor_insights" "capped" {
  table_name = aws_dynamodb_table.capped.name
}

output "capped_table_name" {
  value = aws_dynamodb_table.capped.name
}

output "capped_table_arn" {
  value = aws_dynamodb_table.capped.arn
}

resource "aws_dynamodb_table" "everywhere" {
  name                        = "everywhere"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "id"
  table_class                 = "STANDARD"
  deletion_protection_enabled = true

  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"

  attribute {
    name = "id"
    type = "S"
  }

  on_demand_throughput {
    max_read_request_units  = 40000
    max_write_request_units = 10000
  }

  replica {
    region_name            = "us-east-1"
    point_in_time_recovery = false
  }

  replica {
    region_name            = "eu-west-1"
    point_in_time_recovery = false
  }
}

resource "aws_dynamodb_contributor_insights" "everywhere" {
  table_name = aws_dynamodb_table.everywhere.name
}

output "everywhere_table_name" {
  value = aws_dynamodb_table.everywhere.name
}

output "everywhere_table_arn" {
  value = aws_dynamodb_table.everywhere.arn
}

resource "aws_dynamodb_table" "world" {
  name                        = "world"
  billing_mode                = "PROVISIONED"
  read_capacity               = 100
  write_capacity              = 50
  hash_key                    = "id"
  table_class                 = "STANDARD"
  deletion_protection_enabled = true

  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"

  attribute {
    name = "id"
    type = "S"
  }

  attribute {
    name = "other"
    type = "S"
  }

  global_secondary_index {
    name            = "by_other"
    hash_key        = "other"
    projection_type = "ALL"
    read_capacity   = 100
    write_capacity  = 50
  }

  point_in_time_recovery {
    enabled = true
  }

  replica {
    region_name            = "us-east-1"
    point_in_time_recovery = true
  }

  replica {
    region_name            = "eu-west-1"
    point_in_time_recovery = true
  }
}

output "world_table_name" {
  value = aws_dynamodb_table.world.name
}

output "world_table_arn" {
  value = aws_dynamodb_table.world.arn
}
